// A space and an evaluator of one's own, without ML.NET and without networks: which graph of simple filters cleans noisy pictures best? Whatever
// can be written as cells, and scored, can be searched like this. NAO stands beside a random search of as many trials, and the winner is drawn.
// Ctrl-C ends the searches, and the program goes on with the best so far.
//
// dotnet run -c Release --project examples/CustomSpace -- [--quick] [--output FOLDER]
using CustomSpace;
using Examples;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Drawing;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;

bool quick = args.Contains("--quick");
int trials = quick ? 16 : 80;
int seeds = quick ? 1 : 3;
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/custom-space");

using var interruption = new Interruption();

// Node 0 is the noisy picture, node 4 the cleaned one; each of the 10 edges has a filter, or is not there: 7^10 = 282 million graphs.
var space = new EdgeCellSpace("filter-graph", nodeCount: 5, Filters.Names, zeroOperation: Filters.None);
var evaluator = new FilterGraphEvaluator(space, seed: 1);
var unseen = new FilterGraphEvaluator(space, seed: 2);
var objective = new Objective("Likeness", Maximize: true);

// A filter costs milliseconds, and a round of NAO some tenths of a second: with four proposals a round, the search does not wait for itself.
StudyResult[] nao = interruption.Run(() => Search("NAO", new NaoOptions { ArchitecturesPerRound = 4 }));
StudyResult[]? random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));

Console.WriteLine($"""

    Likeness of cleaned and true pictures, dB         searched on   on others
    {Label("NAO", nao),-45} {Mean(nao, evaluator),15:0.00} {Mean(nao, unseen),11:0.00}
    {Label("Random search", random),-45} {Mean(random, evaluator),15:0.00} {Mean(random, unseen),11:0.00}
    {"A median alone",-45} {Single("median", evaluator),15:0.00} {Single("median", unseen),11:0.00}
    {"As they are",-45} {Single("keep", evaluator),15:0.00} {Single("keep", unseen),11:0.00}

    """);

Trial winner = nao.Select(result => result.Best).MaxBy(trial => trial.Metric)!;
Directory.CreateDirectory(output);
string path = Path.GetFullPath(Path.Combine(output, "filters.svg"));
File.WriteAllText(path, CellDrawing.ToSvg(space, winner.Architecture, "The filters that clean pictures best"));
Console.WriteLine($"The best graph: {space.Format(winner.Architecture)}");
Console.WriteLine($"Its picture: {path}");

StudyResult[] Search(string name, StrategyOptions strategy)
{
    StudyResult Run(int seed)
    {
        var options = new StudyOptions { MaxTrials = trials, Seed = seed, Progress = new TrialLines($"{name}, seed {seed}") };
        return new Study(space, objective, strategy, evaluator, options).Run(interruption.Token);
    }

    // One result is enough to go on; the others make a mean of it.
    return [Run(1), .. Enumerable.Range(2, seeds - 1).Select(seed => interruption.RunUnlessRequested(() => Run(seed))).OfType<StudyResult>()];
}

string Label(string name, StudyResult[]? results) => results is null
    ? $"{name}: left out"
    : $"{name}, {results[0].Trials.Count} trials, mean of {results.Length}{(results[^1].StopReason == StopReason.Cancelled || results.Length < seeds ? ", interrupted" : "")}";

double? Mean(StudyResult[]? results, FilterGraphEvaluator on) => results?.Average(result => on.Score(result.Best.Architecture));

// The graph whose one edge goes from the first node to the last. Its text is written as NAS-Bench-201 does.
double Single(string filter, FilterGraphEvaluator on) =>
    on.Score(space.Parse($"|none~0|+|none~0|none~1|+|none~0|none~1|none~2|+|{filter}~0|none~1|none~2|none~3|"));

/// <summary>Prints every sixteenth trial.</summary>
internal sealed class TrialLines(string name) : IProgress<StudyProgress>
{
    private const int Interval = 16;

    public void Report(StudyProgress value)
    {
        if (value is { Latest: not null, Best: { } best } && value.FinishedTrials % Interval == 0)
        {
            Console.WriteLine($"{name}: {value.FinishedTrials} of {value.MaxTrials} trials, best {best.Metric:0.00} dB, {value.TimeLeft:m\\:ss} left");
        }
    }
}
