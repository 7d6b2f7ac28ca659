using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Turns a trained network into a transformer: exports it, puts stock transformers around it, checks that it answers the same.</summary>
internal static class Deployment
{
    /// <summary>Deploys a network that predicts.</summary>
    /// <param name="data">What it was trained on.</param>
    /// <param name="network">The network.</param>
    /// <param name="create">Creates the transformer around the chain and the file that it owns.</param>
    /// <exception cref="InvalidOperationException">The exported network does not answer as the trained one does.</exception>
    public static NeuralArchitectureTransformer Deploy(
        PredictionData data, PredictionNetwork network, Func<TransformerChain<ITransformer>, TemporaryFile, NeuralArchitectureTransformer> create)
    {
        ServingHead head = ServingHead.For(data.Label);
        SampleDataset rows = data.Train.Take(ServingCheck.RowCount);
        return Deploy(
            data.Host,
            data.Input,
            data.Features,
            head,
            stream => OnnxExporter.Export(network, CreateOptions(data, head), stream),
            data.Features.CreateView(data.Host.Context, rows),
            rows.Count,
            NetworkScorer.Score(network, rows),
            create);
    }

    /// <summary>Deploys a language model.</summary>
    /// <inheritdoc cref="Deploy(PredictionData, PredictionNetwork, Func{TransformerChain{ITransformer}, TemporaryFile, NeuralArchitectureTransformer})"/>
    public static NeuralArchitectureTransformer Deploy(
        LanguageModelData data, RecurrentNetwork network, int maximumLength, Func<TransformerChain<ITransformer>, TemporaryFile, NeuralArchitectureTransformer> create)
    {
        var options = new TextModelOnnxOptions
        {
            TextName = data.Column.GraphInput,
            PerplexityName = LanguageModelHead.PerplexityOutput,
            NextTokenScoresName = LanguageModelHead.NextTokenScoresColumn,
            MaximumWords = maximumLength,
        };
        return Deploy(
            data.Host,
            data.Input,
            data.Column,
            new LanguageModelHead(),
            stream => OnnxExporter.Export(network, data.Vocabulary, options, stream),
            TextRow.CreateView(data.Host.Context, data.Column.Column.Name, data.First.Select(row => row.Text)),
            data.First.Count,
            [.. data.First.Select(row => LanguageModelScorer.Score(network, row.Words, data.EndOfText)).SelectMany(score => score.NextTokenScores.Prepend((float)score.Perplexity))],
            create);
    }

    private static NeuralArchitectureTransformer Deploy(
        ExperimentHost host,
        IDataView input,
        InputColumn column,
        ServingHead head,
        Action<Stream> export,
        IDataView rows,
        int rowCount,
        float[] expected,
        Func<TransformerChain<ITransformer>, TemporaryFile, NeuralArchitectureTransformer> create)
    {
        var file = new TemporaryFile(host.Context.TempFilePath, ".onnx");
        try
        {
            using (FileStream stream = File.Create(file.FullPath))
            {
                export(stream);
            }

            var chain = ServingChain.Create(host.Context, file.FullPath, column, head, input);
            float difference = ServingCheck.Run(chain, head, rows, expected);
            host.Channel.Info(
                MessageSensitivity.None, $"The exported network was checked on {rowCount} rows: its scores differ from the trained one's by at most {difference:g2}.");
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
