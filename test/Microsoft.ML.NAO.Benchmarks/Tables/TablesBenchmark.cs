using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;

namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>
/// Five small tables of different kinds: what the estimator finds with no option touched, by NAO and by random search with as many trials,
/// beside a linear model.
/// </summary>
internal sealed class TablesBenchmark : IBenchmark
{
    public string Name => "tables";

    public string Description => "Five small tables: NAO and random search with default options beside a linear model [--tables a,b] [--seeds S] [--first-seed F]";

    public void Run(IReadOnlyList<string> arguments)
    {
        var options = new OptionReader(arguments, "tables", "seeds", "first-seed");
        string[] names = options.Names("tables", [.. TableSets.All.Keys]);
        int first = options.Integer("first-seed", 1);
        int[] seeds = [.. Enumerable.Range(first, options.Integer("seeds", 3))];
        var results = new ResultFile<TableResult>(Repository.CreateOutputFolder(Name));
        Console.WriteLine($"accuracy on test rows, more is better; of values the root mean squared error, less is better; results are kept in {results.FullName}");
        var summary = new Dictionary<string, object>();
        foreach (string name in names)
        {
            TableResult[] outcomes = [.. seeds.Select(seed => results.GetOrMeasure($"{name} seed {seed}", () => Measure(name, seed)))];
            summary[name] = new
            {
                rows = TableSets.All[name](seeds[0]).Train.Length,
                seeds = seeds.Length,
                nao = Summarize(outcomes, outcome => outcome.Nao),
                random = Summarize(outcomes, outcome => outcome.Random),
                linear = Summarize(outcomes, outcome => outcome.Linear),
                seconds = Math.Round(outcomes.Average(outcome => outcome.Seconds)),
            };
            Console.WriteLine($"{name}: {JsonSerializer.Serialize(summary[name])}");
        }

        Console.WriteLine(JsonSerializer.Serialize(summary));
    }

    private static TableResult Measure(string name, int seed)
    {
        Table table = TableSets.All[name](seed);
        var watch = Stopwatch.StartNew();
        double nao = Search(table, new NaoOptions(), seed);
        double seconds = watch.Elapsed.TotalSeconds;
        var result = new TableResult(nao, Search(table, new RandomSearchOptions(), seed), FitLinear(table, seed), seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} seed {seed}: NAO {nao:f4} in {seconds:f0} s, random {result.Random:f4}, linear {result.Linear:f4}"));
        return result;
    }

    private static double Search(Table table, StrategyOptions strategy, int seed)
    {
        var context = new MLContext(seed);
        using var model = Keys(context).Append(context.Auto().NeuralArchitecture(new NeuralArchitectureOptions
        {
            LabelColumnName = LabelOf(table.Kind),
            Strategy = strategy,
        })).Fit(View(context, table.Train, table.Width));
        NeuralArchitectureTransformer network = model.LastTransformer;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"    {strategy.Name}: validation {network.ValidationMetric:g4} by {network.ArchitectureText}"));
        return Test(context, model.Transform(View(context, table.Test, table.Width)), table.Kind);
    }

    private static double FitLinear(Table table, int seed)
    {
        if (table.Kind == TableKind.Regression)
        {
            return LeastSquares.Test(table);
        }

        var context = new MLContext(seed);
        var prepared = Keys(context).Append(context.Transforms.NormalizeMeanVariance("Features", fixZero: false));
        IDataView train = View(context, table.Train, table.Width);
        IDataView test = View(context, table.Test, table.Width);
        ITransformer model = table.Kind == TableKind.Binary
            ? prepared.Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(LabelOf(table.Kind))).Fit(train)
            : prepared.Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(LabelOf(table.Kind))).Fit(train);
        return Test(context, model.Transform(test), table.Kind);
    }

    private static Transforms.ValueToKeyMappingEstimator Keys(MLContext context) => context.Transforms.Conversion.MapValueToKey("Key", nameof(TableRow.Class));

    private static double Test(MLContext context, IDataView scored, TableKind kind) => kind switch
    {
        TableKind.Multiclass => context.MulticlassClassification.Evaluate(scored, LabelOf(kind)).MicroAccuracy,
        TableKind.Binary => context.BinaryClassification.Evaluate(scored, LabelOf(kind)).Accuracy,
        _ => context.Regression.Evaluate(scored, LabelOf(kind)).RootMeanSquaredError,
    };

    private static string LabelOf(TableKind kind) => kind switch
    {
        TableKind.Multiclass => "Key",
        TableKind.Binary => nameof(TableRow.Positive),
        _ => nameof(TableRow.Value),
    };

    private static IDataView View(MLContext context, TableRow[] rows, int width)
    {
        var schema = SchemaDefinition.Create(typeof(TableRow));
        schema[nameof(TableRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return context.Data.LoadFromEnumerable(rows, schema);
    }

    private static object Summarize(TableResult[] outcomes, Func<TableResult, double> select)
    {
        var (mean, deviation) = Statistics.MeanAndDeviation([.. outcomes.Select(select)]);
        return new { mean = Math.Round(mean, 4), deviation = Math.Round(deviation, 4) };
    }
}
