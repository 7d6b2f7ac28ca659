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
    private const string BatchDimension = "batch";

    // As many as a sequence of training has, the authors' 35.
    private const int TimedWords = 35;

    /// <summary>Deploys a network that predicts.</summary>
    /// <param name="data">What it was trained on.</param>
    /// <param name="network">The network.</param>
    /// <param name="create">Creates the transformer around the chain and the files that it owns.</param>
    /// <exception cref="InvalidOperationException">The exported network does not answer as the trained one does.</exception>
    public static NeuralArchitectureTransformer Deploy(
        PredictionData data, PredictionNetwork network, Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create)
    {
        ServingHead head = ServingHead.For(data.Label);
        SampleDataset rows = data.Train.Take(ServingCheck.RowCount);
        return Deploy(
            data.Host,
            data.Input,
            data.Features,
            head,
            stream => OnnxExporter.Export(network, CreateOptions(data, head, batchDimension: null), stream),
            network is TextNetwork ? null : stream => OnnxExporter.Export(network, CreateOptions(data, head, BatchDimension), stream),
            data.Features.CreateView(data.Host.Context, rows),
            rows.Count,
            NetworkScorer.Score(network, rows),
            create);
    }

    /// <summary>Deploys a language model.</summary>
    /// <inheritdoc cref="Deploy(PredictionData, PredictionNetwork, Func{TransformerChain{ITransformer}, ExportedModel, NeuralArchitectureTransformer})"/>
    public static NeuralArchitectureTransformer Deploy(
        LanguageModelData data, RecurrentNetwork network, int maximumLength, Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create)
    {
        TextModelOnnxOptions options = CreateOptions(data, maximumLength);
        return Deploy(
            data.Host,
            data.Input,
            data.Column,
            new LanguageModelHead(),
            stream => OnnxExporter.Export(network, data.Vocabulary, options, stream),
            null,
            TextRow.CreateView(data.Host.Context, data.Column.Column.Name, data.First.Select(row => row.Text)),
            data.First.Count,
            [.. data.First.Select(row => LanguageModelScorer.Score(network, row.Words, data.EndOfText)).SelectMany(score => score.NextTokenScores.Prepend((float)score.Perplexity))],
            create);
    }

    /// <summary>How long a network takes for one of the first training rows, as it would be served.</summary>
    /// <param name="data">What it shall be trained on.</param>
    /// <param name="network">The network, with any weights.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static TimeSpan MeasureLatency(PredictionData data, PredictionNetwork network, CancellationToken cancellationToken)
    {
        ServingHead head = ServingHead.For(data.Label);
        IDataView rows = data.Features.CreateView(data.Host.Context, data.Train.Take(ServingCheck.RowCount));
        return MeasureLatency(
            data.Host,
            data.Input,
            data.Features,
            head,
            stream => OnnxExporter.Export(network, CreateOptions(data, head, batchDimension: null), stream),
            rows,
            cancellationToken);
    }

    /// <summary>How long a language model takes for a text of 35 words, or as many as it reads, as it would be served.</summary>
    /// <inheritdoc cref="MeasureLatency(PredictionData, PredictionNetwork, CancellationToken)"/>
    public static TimeSpan MeasureLatency(LanguageModelData data, RecurrentNetwork network, int maximumLength, CancellationToken cancellationToken)
    {
        TextModelOnnxOptions options = CreateOptions(data, maximumLength);

        // Which words they are makes no difference.
        string text = string.Join(' ', Enumerable.Repeat("word", TimedWords));
        return MeasureLatency(
            data.Host,
            data.Input,
            data.Column,
            new LanguageModelHead(),
            stream => OnnxExporter.Export(network, data.Vocabulary, options, stream),
            TextRow.CreateView(data.Host.Context, data.Column.Column.Name, Enumerable.Repeat(text, ServingCheck.RowCount)),
            cancellationToken);
    }

    private static TimeSpan MeasureLatency(
        ExperimentHost host,
        IDataView input,
        InputColumn column,
        ServingHead head,
        Action<Stream> export,
        IDataView rows,
        CancellationToken cancellationToken)
    {
        using var model = ExportedModel.Write(host.Context.TempFilePath, export, null);
        using var scorer = ServingChain.CreateScorer(host.ServingContext, model.SinglePath, column, head, input);
        return ServedLatency.Measure(scorer, head.GraphOutputs[0], rows, cancellationToken);
    }

    private static NeuralArchitectureTransformer Deploy(
        ExperimentHost host,
        IDataView input,
        InputColumn column,
        ServingHead head,
        Action<Stream> exportSingle,
        Action<Stream>? exportBatches,
        IDataView rows,
        int rowCount,
        float[] expected,
        Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create)
    {
        var model = ExportedModel.Write(host.Context.TempFilePath, exportSingle, exportBatches);
        try
        {
            var chain = ServingChain.Create(host.ServingContext, model.SinglePath, column, head, input);
            float difference = ServingCheck.Run(chain, head, rows, expected);
            host.Channel.Info(
                MessageSensitivity.None, $"The exported network was checked on {rowCount} rows: its scores differ from the trained one's by at most {difference:g2}.");
            return create(chain, model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static TextModelOnnxOptions CreateOptions(LanguageModelData data, int maximumLength) => new()
    {
        TextName = data.Column.GraphInput,
        PerplexityName = LanguageModelHead.PerplexityOutput,
        NextTokenScoresName = LanguageModelHead.NextTokenScoresColumn,
        MaximumWords = maximumLength,
    };

    private static OnnxExportOptions CreateOptions(PredictionData data, ServingHead head, string? batchDimension) => new()
    {
        InputName = data.Features.GraphInput,
        BatchDimension = batchDimension,
        PixelOrder = data.Features is ImageColumn { Interleaved: true } ? PixelOrder.Interleaved : PixelOrder.Planar,
        ScoreName = head.GraphOutputs[0],
        Logit = head is BinaryHead,
        PredictedIndexName = head.GraphOutputs.Count > 1 ? head.GraphOutputs[1] : null,
        ClassNames = (data.Label as KeyLabel)?.ClassNames,
    };
}
