// Several classes in a table: searches a feed-forward network that tells a motor's condition from what is measured at it, compares it with a
// linear model, with a network of one hidden layer, and with a random search of as many trials, saves the best model and loads it again. Ctrl-C ends
// the search, and the program goes on with the best so far.
//
// dotnet run -c Release --project examples/TabularClassification -- [--quick] [--output FOLDER]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using TabularClassification;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 400 : 2000;
int trials = quick ? 3 : 16;
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/tabular-classification");

using var interruption = new Interruption();
var context = new MLContext(Seed);
Motor[] unseen = Motor.Draw(2000, seed: 2);
IDataView train = context.Data.LoadFromEnumerable(Motor.Draw(rows, seed: 1));
IDataView test = context.Data.LoadFromEnumerable(unseen);
Console.WriteLine($"{rows} motors to train on, {unseen.Length} to test on, {Motor.FeatureNames.Length} measurements of each, 4 conditions.");

var linear = Fit(context.Transforms.NormalizeMeanVariance("Features").Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy()));
var nao = interruption.Run(() => Search("NAO", new NaoOptions()));
var random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));
var byHand = interruption.RunUnlessRequested(() => Fit(context.Auto().NeuralNetwork("width=64 1=linear(relu,none,0) 2=none 3=none 4=none", new NeuralNetworkOptions
{
    Tabular = CreateNetworks(),
    CancellationToken = interruption.Token,
})));

var network = NetworkOf(nao);
Console.WriteLine($"""

    NAO's network: {network.ArchitectureText}

                                             test accuracy
    {SearchLabel.Of("NAO", network),-40} {Accuracy(nao),13:P1}
    {SearchLabel.Of("Random search", random is null ? null : NetworkOf(random)),-40} {Accuracy(random),13:P1}
    One hidden layer of 64, without a search {Accuracy(byHand),13:P1}
    Linear (LbfgsMaximumEntropy)             {Accuracy(linear),13:P1}

    """);

// Who asks for a prediction has no condition to offer: the stage that maps it is left out of what is saved.
Directory.CreateDirectory(output);
string path = Path.GetFullPath(Path.Combine(output, "model.zip"));
context.Model.Save(nao.GetModelFor(TransformerScope.Scoring), train.Schema, path);
Console.WriteLine($"Saved {path}");

// As another program would, with ML.NET's own packages alone; examples/ServingApi is one.
var fresh = new MLContext();
using var engine = fresh.Model.CreatePredictionEngine<Motor, Diagnosis>(fresh.Model.Load(path, out _));
Diagnosis diagnosis = engine.Predict(unseen[0]);
Console.WriteLine($"Loaded again, it takes the first test motor for {diagnosis.Prediction} ({diagnosis.Score.Max():P1}); it is {unseen[0].Condition}.");

TransformerChain<ITransformer> Search(string name, StrategyOptions strategy)
{
    Console.WriteLine($"{name}:");
    return Fit(context.Auto().NeuralArchitecture(new NeuralArchitectureOptions
    {
        Strategy = strategy,
        MaxTrials = trials,
        MaxParameters = 50_000, // larger networks take longer, and bring nothing for so few rows
        Tabular = CreateNetworks(),
        Progress = new SearchProgress(),
        CancellationToken = interruption.Token,
    }));
}

TransformerChain<ITransformer> Fit(IEstimator<ITransformer> trainer) => new EstimatorChain<ITransformer>()
    .Append(context.Transforms.Conversion.MapValueToKey("Label", nameof(Motor.Condition)), TransformerScope.TrainTest)
    .Append(context.Transforms.Concatenate("Features", Motor.FeatureNames))
    .Append(trainer)
    .Append<ITransformer>(context.Transforms.Conversion.MapKeyToValue(nameof(Diagnosis.Prediction), "PredictedLabel"))
    .Fit(train);

NeuralArchitectureTransformer NetworkOf(TransformerChain<ITransformer> model) => model.OfType<NeuralArchitectureTransformer>().Single();

double? Accuracy(TransformerChain<ITransformer>? model) =>
    model is null ? null : context.MulticlassClassification.Evaluate(model.Transform(test, TransformerScope.Testing)).MicroAccuracy;

// Half the steps that are the default, since there are two searches; and next to none to see whether the program works.
TabularNetworkOptions CreateNetworks() => new()
{
    SearchTraining = TabularNetworkOptions.CreateTraining(rows, steps: quick ? 200 : 500),
    FinalTraining = TabularNetworkOptions.CreateTraining(rows, steps: quick ? 400 : 2000),
};
