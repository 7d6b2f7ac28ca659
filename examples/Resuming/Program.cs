// A search that is interrupted goes on later as if it had not been. This program interrupts its own search half-way, reads the journal, and goes on.
// Press Ctrl-C whenever you like, or kill it: what has finished is on disk, and the next start goes on from there.
//
// dotnet run -c Release --project examples/Resuming -- [--quick] [--output FOLDER]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;
using Resuming;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 300 : 600;
int trials = quick ? 6 : 16;
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/resuming");
Directory.CreateDirectory(output);
string journal = Path.GetFullPath(Path.Combine(output, "search.jsonl"));

// Ctrl-C ends the search between two batches, instead of the program.
using var interruption = new Interruption();
var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(SpiralPoint.Draw(rows, seed: 1));
IDataView test = context.Data.LoadFromEnumerable(SpiralPoint.Draw(1000, seed: 2));
try
{
    if (!File.Exists(journal) || Study.Read(journal).Trials.Count < trials / 2)
    {
        Console.WriteLine("A search, which will be interrupted half-way:");
        using var halfWay = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        using NeuralArchitectureTransformer soFar = Search(new InterruptingProgress(halfWay), halfWay.Token);
        Console.WriteLine($"Interrupted. The best network so far is there nevertheless: {Accuracy(soFar):P1} of the test points.");
        if (interruption.IsRequested)
        {
            Console.WriteLine(HowToGoOn());
            return 0;
        }
    }

    StudyRecord record = Study.Read(journal);
    Console.WriteLine($"""

        {journal}
        has {record.Trials.Count} trials that finished, and {record.UnfinishedTrials.Count} that did not. The best is trial {record.Best!.Number + 1} with {record.Best.Metric:0.000}.

        The search goes on:
        """);
    using NeuralArchitectureTransformer model = Search(new SearchProgress(), interruption.Token);

    // A trial that had been run again would have taken another time.
    int kept = record.Trials.Count(old => model.Trials[old.Number] is var trial
        && trial.Architecture.Equals(old.Architecture) && trial.Metric.Equals(old.Metric) && trial.Duration == old.Duration);
    Console.WriteLine($"""

        {kept} of {record.Trials.Count} trials stand as the journal had them; {model.Trials.Length - kept} were run now.
        {model.Trials.Select(trial => trial.Architecture).Distinct().Count()} architectures in {model.Trials.Length} trials: none was tried twice.
        The network that was found: {Accuracy(model):P1} of the test points. A linear model: {Accuracy(context.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(train)):P1}.
        {(model.Cancelled ? HowToGoOn() : $"Delete the folder {Path.GetDirectoryName(journal)} to begin anew.")}
        """);
    return 0;
}
catch (OperationCanceledException error) when (interruption.IsRequested)
{
    Console.WriteLine(error.Message); // no network was trained in this run
    Console.WriteLine(HowToGoOn());
    return Interruption.ExitCode;
}

string HowToGoOn() => $"Stopped by Ctrl-C. Start again to go on from {journal}.";

// The same data, options and seed each time: the journal is refused otherwise.
NeuralArchitectureTransformer Search(IProgress<NeuralArchitectureProgress> progress, CancellationToken token) =>
    context.Auto().NeuralArchitecture(new NeuralArchitectureOptions
    {
        MaxTrials = trials,
        Tabular = new TabularNetworkOptions
        {
            Space = new FeedForwardSpace(blockCount: 2),
            SearchTraining = TabularNetworkOptions.CreateTraining(rows, steps: quick ? 100 : 400),
            FinalTraining = TabularNetworkOptions.CreateTraining(rows, steps: quick ? 200 : 2000),
        },
        JournalPath = journal,
        Progress = progress,
        CancellationToken = token,
    }).Fit(train);

double Accuracy(ITransformer model) => context.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
