// NAO as the tuner of one's own AutoMLExperiment: a trial runner trains what it proposes as a stage of a pipeline, a monitor prints each trial, and
// the learning rate is searched beside the architecture.
//
// dotnet run -c Release --project examples/TunerInExperiment -- [--quick]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace.Option;
using TunerInExperiment;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

const int Seed = 1;
bool quick = args.Contains("--quick");
int trials = quick ? 4 : 20;
int rows = 400;
int steps = quick ? 100 : 500;

var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(SpiralPoint.Draw(rows, seed: 1));
IDataView validation = context.Data.LoadFromEnumerable(SpiralPoint.Draw(400, seed: 2));
IDataView test = context.Data.LoadFromEnumerable(SpiralPoint.Draw(1000, seed: 3));

var space = new FeedForwardSpace(blockCount: 2);
var training = new SearchSpace { ["learningRate"] = new UniformDoubleOption(0.0003, 0.03, logBase: true, defaultValue: 0.003) };
var tuner = new ArchitectureAndTrainingTuner(new NaoTuner(space, seed: Seed), training, Seed);

Console.WriteLine($"{trials} trials of {steps} steps on the points of two spirals:");
TrialResult best = context.Auto().CreateExperiment()
    .SetTuner(tuner)
    .SetTrialRunner(services => new NetworkRunner(
        (MLContext)services.GetService(typeof(MLContext))!, space, () => TabularNetworkOptions.CreateTraining(rows, steps), train, validation))
    .SetMonitor(new TrialLines(trials))
    .SetMaxModelToExplore(trials)
    .Run();
ITransformer linear = context.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(train);

Console.WriteLine($"""

    Best: {TrialLines.Describe(best.TrialSettings)}

                                     test accuracy
    The best trial                   {Accuracy(best.Model),13:P1}
    Linear (LbfgsLogisticRegression) {Accuracy(linear),13:P1}
    """);

double Accuracy(ITransformer model) => context.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
