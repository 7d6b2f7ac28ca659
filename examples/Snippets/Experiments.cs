using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace.Option;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace Snippets;

/// <summary>A tuner in an AutoML experiment: README.md.</summary>
internal static class Experiments
{
    public static TrialResult Run(MLContext mlContext, IDataView train, IDataView validation)
    {
        #region tuner
        var scaling = mlContext.Transforms.NormalizeMinMax("Features");
        var network = new SweepableEstimator(
            (context, p) =>
            {
                TrainingOptions training = TabularNetworkOptions.CreateTraining(rows: 1000, steps: 1000);
                training.LearningRate = p["learningRate"].AsType<double>();
                training.BatchSize = p["batchSize"].AsType<int>();
                return context.Auto().NeuralNetwork(
                    p["architecture"].AsType<string>(), new NeuralNetworkOptions { Tabular = { FinalTraining = training } });
            },
            new SearchSpace
            {
                ["architecture"] = new ArchitectureOption(new FeedForwardSpace()),
                ["learningRate"] = new UniformDoubleOption(0.001, 0.1, logBase: true),
                ["batchSize"] = new UniformIntOption(16, 128),
            });
        var best = mlContext.Auto().CreateExperiment()
            .SetPipeline(scaling.Append(network))
            .SetDataset(train, validation)
            .SetRegressionMetric(RegressionMetric.RSquared, labelColumn: "Label")
            .SetTuner<NaoTuner>()   // after SetPipeline, which sets one of its own
            .SetMaxModelToExplore(50)
            .Run();
        #endregion
        return best;
    }
}
