using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Training;

namespace TunerInExperiment;

/// <summary>Runs a trial: trains the proposed architecture as a stage of a pipeline, and measures it.</summary>
/// <param name="context">The experiment's.</param>
/// <param name="space">The space of the architectures.</param>
/// <param name="createTraining">Creates the options of a training, all but the learning rate.</param>
/// <param name="train">The rows to train on.</param>
/// <param name="validation">The rows to measure on.</param>
internal sealed class NetworkRunner(
    MLContext context, FeedForwardSpace space, Func<TrainingOptions> createTraining, IDataView train, IDataView validation) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        TrainingOptions training = createTraining();
        training.LearningRate = settings.Parameter["learningRate"].AsType<double>();
        var pipeline = context.Transforms.NormalizeMinMax("Features")
            .Append(context.Auto().NeuralNetwork(settings.Parameter["architecture"].AsType<string>(), new NeuralNetworkOptions
            {
                Tabular = new TabularNetworkOptions { Space = space, FinalTraining = training },
                CancellationToken = ct,
            }));
        var model = pipeline.Fit(train);
        double accuracy = context.BinaryClassification.Evaluate(model.Transform(validation)).Accuracy;
        return Task.FromResult(new TrialResult
        {
            TrialSettings = settings,
            Metric = accuracy,
            Loss = 1 - accuracy,
            Model = model,
            DurationInMilliseconds = watch.Elapsed.TotalMilliseconds,
        });
    }

    public void Dispose()
    {
    }
}
