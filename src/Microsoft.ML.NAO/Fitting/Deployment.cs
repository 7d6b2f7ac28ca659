using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
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
    /// <param name="data">What it was trained on.</param>
    /// <param name="network">The network.</param>
    /// <param name="create">Creates the transformer around the chain and the file that it owns.</param>
    /// <exception cref="InvalidOperationException">The exported network does not answer as the trained one does.</exception>
    public static NeuralArchitectureTransformer Deploy(
        PredictionData data, PredictionNetwork network, Func<TransformerChain<ITransformer>, TemporaryFile, NeuralArchitectureTransformer> create)
    {
        MLContext context = data.Host.Context;
        var file = new TemporaryFile(context.TempFilePath, ".onnx");
        try
        {
            ServingHead head = ServingHead.For(data.Label);
            using (FileStream stream = File.Create(file.FullPath))
            {
                OnnxExporter.Export(network, CreateOptions(data, head), stream);
            }

            var chain = ServingChain.Create(context, file.FullPath, data.Features, head, data.Input);
            SampleDataset rows = data.Train.Take(CheckedRows);
            float difference = ServingCheck.Run(chain, head, data.Features.CreateView(context, rows), NetworkScorer.Score(network, rows));
            data.Host.Channel.Info(
                MessageSensitivity.None, $"The exported network was checked on {rows.Count} rows: its scores differ from the trained one's by at most {difference:g2}.");
            return create(chain, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static OnnxExportOptions CreateOptions(PredictionData data, ServingHead head) => new()
    {
        InputName = data.Features.GraphInput,
        PixelOrder = data.Features is ImageColumn { Interleaved: true } ? PixelOrder.Interleaved : PixelOrder.Planar,
        ScoreName = head.GraphOutputs[0],
        Logit = head is BinaryHead,
        PredictedIndexName = head.GraphOutputs.Count > 1 ? head.GraphOutputs[1] : null,
        ClassNames = (data.Label as KeyLabel)?.ClassNames,
    };
}
