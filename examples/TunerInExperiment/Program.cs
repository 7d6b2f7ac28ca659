// NAO as the tuner of one's own AutoMLExperiment: the architecture is one option of a sweepable pipeline, beside the learning rate and the batch
// size of its training and how another estimator scales the points; a monitor prints each trial. AutoML's random search stands beside it. Ctrl-C ends
// an experiment, and the program goes on with the best so far.
//
// dotnet run -c Release --project examples/TunerInExperiment -- [--quick]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace.Option;
using TunerInExperiment;
using Parameter = Microsoft.ML.SearchSpace.Parameter;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

const int Seed = 1;
bool quick = args.Contains("--quick");
int trials = quick ? 4 : 20;
int rows = 400;
int steps = quick ? 100 : 500;

using var interruption = new Interruption();
var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(SpiralPoint.Draw(rows, seed: 1));
IDataView validation = context.Data.LoadFromEnumerable(SpiralPoint.Draw(400, seed: 2));
IDataView test = context.Data.LoadFromEnumerable(SpiralPoint.Draw(1000, seed: 3));

var space = new FeedForwardSpace(blockCount: 2);
var scaling = new SweepableEstimator(
    (trial, parameter) => parameter["centered"].AsType<bool>()
        ? trial.Transforms.NormalizeMeanVariance("Features", fixZero: false)
        : trial.Transforms.NormalizeMinMax("Features"),
    new SearchSpace { ["centered"] = new ChoiceOption(true, false) });
var network = new SweepableEstimator(
    (trial, parameter) => trial.Auto().NeuralNetwork(parameter["architecture"].AsType<string>(), new NeuralNetworkOptions
    {
        Tabular = new TabularNetworkOptions { Space = space, FinalTraining = CreateTraining(parameter) },
        CancellationToken = interruption.Token, // within a trial; the experiment looks at it between two
    }),
    new SearchSpace
    {
        ["architecture"] = new ArchitectureOption(space),
        ["learningRate"] = new UniformDoubleOption(0.0003, 0.03, logBase: true, defaultValue: 0.003),
        ["batchSize"] = new UniformIntOption(16, 128, logBase: true, defaultValue: 32),
    });

Console.WriteLine($"{trials} trials of {steps} steps on the points of two spirals:");
var naoLines = new TrialLines(trials);
TrialResult best = interruption.Run(() => Search("NAO", naoLines, experiment => experiment.SetTuner<NaoTuner>()));
var randomLines = new TrialLines(trials);
TrialResult? random = interruption.RunUnlessRequested(() => Search("Random search", randomLines, experiment => experiment.SetRandomSearchTuner(Seed)));
ITransformer linear = context.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(train);

Console.WriteLine($"""

    Best: {TrialLines.Describe(best.TrialSettings)}

                                          test accuracy
    {Label("NAO", naoLines),-37} {Accuracy(best.Model),13:P1}
    {Label("Random search", randomLines),-37} {Accuracy(random?.Model),13:P1}
    Linear (LbfgsLogisticRegression)      {Accuracy(linear),13:P1}
    """);

TrialResult Search(string name, TrialLines lines, Func<AutoMLExperiment, AutoMLExperiment> setTuner)
{
    Console.WriteLine($"{name}:");
    AutoMLExperiment experiment = context.Auto().CreateExperiment()
        .SetPipeline(scaling.Append(network))
        .SetDataset(train, validation)
        .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
        .SetMonitor(lines)
        .SetMaxModelToExplore(trials);
    return setTuner(experiment).RunAsync(interruption.Token).GetAwaiter().GetResult();
}

string Label(string name, TrialLines lines) => lines.Count switch
{
    0 => $"{name}: left out",
    int count => $"{name}, {count} trials{(interruption.IsRequested && count < trials ? ", interrupted" : "")}",
};

TrainingOptions CreateTraining(Parameter parameter)
{
    TrainingOptions training = TabularNetworkOptions.CreateTraining(rows, steps);
    training.LearningRate = parameter["learningRate"].AsType<double>();
    training.BatchSize = parameter["batchSize"].AsType<int>();
    return training;
}

double? Accuracy(ITransformer? model) => model is null ? null : context.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
