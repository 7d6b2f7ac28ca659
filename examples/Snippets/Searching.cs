using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Drawing;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.WeightSharing;
using Microsoft.ML.Transforms;

namespace Snippets;

/// <summary>A search in a pipeline: README.md.</summary>
internal static class Searching
{
    public static TransformerChain<KeyToValueMappingTransformer> FitPipeline(MLContext mlContext, IDataView trainData)
    {
        #region pipeline
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.Auto().NeuralArchitecture(labelColumnName: "Label", featureColumnName: "Features"))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("Prediction", "PredictedLabel"));
        var model = pipeline.Fit(trainData);
        mlContext.Model.Save(model, trainData.Schema, "model.zip");
        #endregion
        return model;
    }

    public static NeuralArchitectureOptions CreateOptions(CancellationTokenSource cancellation)
    {
        #region options
        var options = new NeuralArchitectureOptions
        {
            MaxTrials = 100,
            MaxSearchTime = TimeSpan.FromHours(2),
            Strategy = new NaoOptions { GradientSteps = 5 },   // or new RegularizedEvolutionOptions(), LocalSearchOptions(), RandomSearchOptions()
            Images = { Space = new ConvolutionalCellSpace(OperationSet.Eleven) },   // the paper's larger space; the default has five operations
            JournalPath = "search.jsonl",              // all that happens is on disk; start again and the search goes on
            MaxParameters = 500_000, MaxLatency = TimeSpan.FromMilliseconds(5),   // of the network that is served; what is beyond is not trained
            Scheduler = new AshaOptions(),             // stops weak trials early; pays off where they train for many epochs
            Workers = 2,                               // trials side by side, and GpuDeviceIds = [0, 1] on each of several GPUs
            Progress = new Progress<NeuralArchitectureProgress>(p => Console.WriteLine($"{p.FinishedTrials} {p.BestMetric:P1} {p.TimeLeft}")),
            CancellationToken = cancellation.Token,    // ends between two batches, and keeps the best so far
        };
        #endregion
        return options;
    }

    public static void ShowResult(TransformerChain<KeyToValueMappingTransformer> model)
    {
        #region result
        var network = model.OfType<NeuralArchitectureTransformer>().Single();
        Console.WriteLine(network.ArchitectureText);   // normal: 3=sep_conv_5x5(1)+identity(2) 4=… | reduction: …
        network.SaveAsOnnx("model.onnx");
        network.SaveAsOnnx("batches.onnx", dynamicBatchSize: true);   // for ONNX Runtime by itself: any number of rows a call
        File.WriteAllText("cell.svg", CellDrawing.ToSvg(network.Space, network.Architecture));
        #endregion
    }

    public static void ShareWeights(NeuralArchitectureOptions options)
    {
        #region weight-sharing
        options.WeightSharing = new WeightSharingOptions();   // the ranking is in network.ScoredArchitectures
        #endregion
    }
}
