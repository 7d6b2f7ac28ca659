using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Turns a trained network into a transformer: exports it, puts stock transformers around it, checks that it answers the same.</summary>
internal static class Deployment
{
    // Enough rows to meet every class and every operation with different values; a check of a second at the most.
    private const int CheckedRows = 64;

    /// <summary>Deploys a network.</summary>
    /// <param name="task">The task that it was trained for.</param>
    /// <param name="network">The network.</param>
    /// <param name="create">Creates the transformer around the chain and the file that it owns.</param>
    /// <exception cref="InvalidOperationException">The exported network does not answer as the trained one does.</exception>
    public static NeuralArchitectureTransformer Deploy(
        ImageTask task, ConvolutionalNetwork network, Func<TransformerChain<ITransformer>, TemporaryFile, NeuralArchitectureTransformer> create)
    {
        MLContext context = task.Host.Context;
        var file = new TemporaryFile(context.TempFilePath, ".onnx");
        try
        {
            using (FileStream stream = File.Create(file.FullPath))
            {
                OnnxExporter.Export(network, ExportOptions(task), stream);
            }

            var chain = ServingChain.Create(context, file.FullPath, task.FeatureColumn.Name, task.Label, task.Input);
            var rows = task.Images.Take(CheckedRows);
            float difference = ServingCheck.Run(
                context, chain, task.FeatureColumn, task.Layout, rows, ClassifierScorer.Score(network, rows));
            task.Host.Channel.Info(
                MessageSensitivity.None, $"The exported network was checked on {rows.Count} rows: its scores differ from the trained one's by at most {difference:g2}.");
            return create(chain, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static OnnxExportOptions ExportOptions(ImageTask task) => new()
    {
        InputName = task.FeatureColumn.Name,
        PixelOrder = task.Layout.Interleaved ? PixelOrder.Interleaved : PixelOrder.Planar,
        ScoreName = ServingChain.ScoreColumn,
        PredictedIndexName = ServingChain.IndexOutput,
        ClassNames = task.Label.ClassNames,
    };
}
