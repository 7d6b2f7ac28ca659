// A language model: searches the recurrent cell that foretells the words of sentences best, compares its perplexity with those of a random search
// of as many trials, of word frequencies and of the grammar that the sentences are from, saves the model, loads it again, and asks it how sentences go on.
// Ctrl-C ends the search, and the program goes on with the best so far.
//
// dotnet run -c Release --project examples/LanguageModel -- [--quick] [--output FOLDER]
using Examples;
using LanguageModel;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 400 : 1000;
int trials = quick ? 2 : 16;
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/language-model");

using var interruption = new Interruption();
var context = new MLContext(Seed);
Sentence[] known = Grammar.Draw(rows, seed: 1);
Sentence[] unseen = Grammar.Draw(1000, seed: 2);
IDataView train = context.Data.LoadFromEnumerable(known);
IDataView test = context.Data.LoadFromEnumerable(unseen);
Console.WriteLine($"{rows} sentences to train on, {unseen.Length} to test on, such as: {unseen[0].Text}");
Console.WriteLine("The search measures a cell by its perplexity; lower is better:");

NeuralArchitectureTransformer model = interruption.Run(() => Search("NAO", new NaoOptions()));
NeuralArchitectureTransformer? random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));

Console.WriteLine($"""

    NAO's cell: {model.ArchitectureText}

                                          perplexity
    Unigrams                               {Perplexity(new WordFrequencies(1, known).LogProbability),9:0.00}
    Bigrams                                {Perplexity(new WordFrequencies(2, known).LogProbability),9:0.00}
    Trigrams                               {Perplexity(new WordFrequencies(3, known).LogProbability),9:0.00}
    {SearchLabel.Of("NAO", model),-38} {ModelPerplexity(model),9:0.00}
    {SearchLabel.Of("Random search", random),-38} {ModelPerplexity(random),9:0.00}
    The grammar, which knows all           {Perplexity(sentence => sentence.LogProbability),9:0.00}

    """);

Directory.CreateDirectory(output);
string path = Path.GetFullPath(Path.Combine(output, "model.zip"));
context.Model.Save(model, train.Schema, path);
Console.WriteLine($"Saved {path}");

// As another program would, with ML.NET's own packages alone.
var fresh = new MLContext();
ITransformer loaded = fresh.Model.Load(path, out DataViewSchema schema);
Console.WriteLine($"Loaded again, its perplexity is {ModelPerplexity(loaded):0.00}. It goes on:");
VBuffer<ReadOnlyMemory<char>> words = default;
loaded.GetOutputSchema(schema)[nameof(Foretold.NextTokenScores)].GetSlotNames(ref words);
using var engine = fresh.Model.CreatePredictionEngine<Sentence, Foretold>(loaded);
foreach (string text in new[] { "The dog near the frogs", "The dogs near the frog", "The dogs near the frog are neither wet" })
{
    Foretold foretold = engine.Predict(new Sentence { Text = text });
    var likeliest = words.DenseValues().Zip(foretold.NextTokenScores).OrderByDescending(word => word.Second).Take(3);
    Console.WriteLine($"{text} ... {string.Join(", ", likeliest.Select(word => $"{word.First} ({word.Second:P0})"))}");
}

NeuralArchitectureTransformer Search(string name, StrategyOptions strategy)
{
    Console.WriteLine($"{name}:");
    return context.Auto().NeuralLanguageModel(new NeuralLanguageModelOptions
    {
        TextColumnName = nameof(Sentence.Text),
        Strategy = strategy,
        MaxTrials = trials,
        Network = new RecurrentNetworkOptions { HiddenSize = 32, InputDropout = 0, CellInputDropout = 0.1, HiddenDropout = 0, OutputDropout = 0.1 },
        SearchTraining = CreateTraining(epochs: quick ? 4 : 6),
        FinalTraining = CreateTraining(epochs: quick ? 20 : 40),
        Progress = new SearchProgress(),
        CancellationToken = interruption.Token,
    }).Fit(train);
}

// A perplexity is e to the mean surprise of a word; a sentence's end counts as one.
double Perplexity(Func<Sentence, double> logProbability) =>
    Math.Exp(-unseen.Sum(logProbability) / unseen.Sum(sentence => sentence.GetTokens().Length));

double? ModelPerplexity(ITransformer? fitted)
{
    if (fitted is null)
    {
        return null;
    }

    var each = unseen.Zip(fitted.Transform(test).GetColumn<float>(nameof(Foretold.Perplexity)));
    return Math.Exp(each.Sum(pair => pair.First.GetTokens().Length * Math.Log(pair.Second)) / unseen.Sum(sentence => sentence.GetTokens().Length));
}

// The sentences are short, and so is the way back of the gradients.
LanguageModelTrainingOptions CreateTraining(int epochs) => new()
{
    Epochs = epochs,
    BatchSize = 16,
    SequenceLength = 20,
    Threads = 1,
};
