// Several classes of texts: searches a recurrent network that reads which colour a message asks for, compares it with a linear model that
// counts words, and with a random search of as many trials, saves the best model and loads it again. Ctrl-C ends the search, and the program goes on
// with the best so far.
//
// dotnet run -c Release --project examples/TextClassification -- [--quick] [--output FOLDER]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Training;
using TextClassification;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 300 : 1000;
int trials = quick ? 3 : 12;
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/text-classification");

using var interruption = new Interruption();
var context = new MLContext(Seed);
Message[] known = Message.Draw(rows, seed: 1);
Message[] unseen = Message.Draw(1000, seed: 2);
IDataView train = context.Data.LoadFromEnumerable(known);
IDataView test = context.Data.LoadFromEnumerable(unseen);
Console.WriteLine($"{rows} messages to train on, {unseen.Length} to test on, such as: {unseen[0].Text}");

var linear = Fit(WordCounts.Create(context, known).Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy()));
var nao = interruption.Run(() => Search("NAO", new NaoOptions { InitialArchitectures = 4 }));
var random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));

var network = NetworkOf(nao);
Console.WriteLine($"""

    NAO's cell: {network.ArchitectureText}

                                               test accuracy
    {SearchLabel.Of("NAO", network),-42} {Accuracy(nao),13:P1}
    {SearchLabel.Of("Random search", random is null ? null : NetworkOf(random)),-42} {Accuracy(random),13:P1}
    Words without order (LbfgsMaximumEntropy)  {Accuracy(linear),13:P1}

    """);

// Who asks for a prediction has no colour to offer: the stage that maps it is left out of what is saved.
Directory.CreateDirectory(output);
string path = Path.GetFullPath(Path.Combine(output, "model.zip"));
context.Model.Save(nao.GetModelFor(TransformerScope.Scoring), train.Schema, path);
Console.WriteLine($"Saved {path}");

// As another program would, with ML.NET's own packages alone.
var fresh = new MLContext();
ITransformer loaded = fresh.Model.Load(path, out _);
int same = Predictions(nao.GetModelFor(TransformerScope.Scoring)).Zip(Predictions(loaded)).Count(pair => pair.First == pair.Second);
Console.WriteLine($"Loaded again, it predicts as before for {same} of {unseen.Length} messages.");
using var engine = fresh.Model.CreatePredictionEngine<Message, Reply>(loaded);
foreach (string text in new[]
{
    "I would rather have the red tent than the blue one.",
    "I would rather have the blue tent than the red one.",
    "I would rather have the blue tent than the red one. Or make it green. No, leave it as it was.",
})
{
    Reply reply = engine.Predict(new Message { Text = text });
    Console.WriteLine($"{reply.Prediction,-6} {reply.Score.Max(),6:P1}  {text}");
}

TransformerChain<ITransformer> Search(string name, StrategyOptions strategy)
{
    Console.WriteLine($"{name}:");
    return Fit(context.Auto().NeuralArchitecture(new NeuralArchitectureOptions
    {
        FeatureColumnName = nameof(Message.Text),
        Strategy = strategy,
        MaxTrials = trials,
        Texts = CreateNetworks(),
        Progress = new SearchProgress(),
        CancellationToken = interruption.Token,
    }));
}

TransformerChain<ITransformer> Fit(IEstimator<ITransformer> trainer) => new EstimatorChain<ITransformer>()
    .Append(context.Transforms.Conversion.MapValueToKey("Label", nameof(Message.Colour)), TransformerScope.TrainTest)
    .Append(trainer)
    .Append<ITransformer>(context.Transforms.Conversion.MapKeyToValue(nameof(Reply.Prediction), "PredictedLabel"))
    .Fit(train);

NeuralArchitectureTransformer NetworkOf(TransformerChain<ITransformer> model) => model.OfType<NeuralArchitectureTransformer>().Single();

double? Accuracy(TransformerChain<ITransformer>? model) =>
    model is null ? null : context.MulticlassClassification.Evaluate(model.Transform(test, TransformerScope.Testing)).MicroAccuracy;

IEnumerable<string> Predictions(ITransformer model) => model.Transform(test).GetColumn<string>(nameof(Reply.Prediction));

// Smaller networks and fewer steps than by default, since there are two searches and few words.
TextNetworkSearchOptions CreateNetworks() => new()
{
    Network = new TextNetworkOptions { HiddenSize = 32, MaximumLength = 32 },
    SearchTraining = CreateTraining(steps: quick ? 100 : 150),
    FinalTraining = CreateTraining(steps: quick ? 300 : 600),
};

TrainingOptions CreateTraining(int steps)
{
    TrainingOptions training = TabularNetworkOptions.CreateTraining(rows, steps);
    training.LearningRate = 0.01;
    training.Threads = 1;
    return training;
}
