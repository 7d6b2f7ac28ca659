using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>
/// How well scores with shared weights rank architectures, what NAO and random search find with them, and how fast a supernet trains. What is
/// done is kept on disk: started again, it goes on.
/// </summary>
internal sealed class WeightSharingBenchmark : IBenchmark
{
    // Scores that are all equal have no rank correlation.
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public string Name => "weight-sharing";

    public string Description => $"Ranking by shared weights, NAO-WS beside Random-WS, the supernet's speed {WeightSharingArguments.Usage}";

    public void Run(IReadOnlyList<string> arguments)
    {
        if (arguments is ["turn", var file, var threads, var steps])
        {
            SupernetSpeed.RunTurn(file, int.Parse(threads, CultureInfo.InvariantCulture), int.Parse(steps, CultureInfo.InvariantCulture));
            return;
        }

        WeightSharingArguments parsed = WeightSharingArguments.Parse(arguments);
        Console.WriteLine($"{parsed.Fingerprint}; kept in {parsed.Folder}");
        var store = new PieceStore(parsed.Folder, parsed.Fingerprint);
        var measurements = new Dictionary<string, SpaceMeasurement>();
        foreach (string space in parsed.Spaces.Where(space => space is not ("speed" or "times")))
        {
            IMeasuredSpace measured = space switch
            {
                "images" => new MeasuredImages(parsed),
                "text" => new MeasuredText(parsed),
                _ => throw new ArgumentException($"There is no space '{space}'. There are: images, text, speed, times.", nameof(arguments)),
            };
            measurements[space] = new SpaceMeasurement(measured, parsed, store);
        }

        store.Run([.. measurements.Values.SelectMany(measurement => measurement.Plan())]);
        Dictionary<string, Dictionary<string, double[]>> taus = measurements.ToDictionary(pair => pair.Key, pair => pair.Value.GetTaus());
        Dictionary<string, Dictionary<string, double[]>> winners = measurements.ToDictionary(pair => pair.Key, pair => pair.Value.GetWinners());
        Print(taus, winners);
        var results = new Dictionary<string, object> { ["kendallTau"] = Part(0), ["kendallTauDeviation"] = Part(1), ["winners"] = winners };
        if (parsed.Spaces.Contains("speed"))
        {
            foreach (var (name, value) in SupernetSpeed.Compare(parsed))
            {
                results[name] = value;
            }
        }

        if (parsed.Spaces.Contains("times"))
        {
            results["times"] = SearchTimes.Compare(parsed);
        }

        Console.WriteLine(JsonSerializer.Serialize(results, Format));

        Dictionary<string, Dictionary<string, double>> Part(int index) =>
            taus.ToDictionary(space => space.Key, space => space.Value.ToDictionary(setting => setting.Key, setting => setting.Value[index]));
    }

    private static void Print(
        Dictionary<string, Dictionary<string, double[]>> taus, Dictionary<string, Dictionary<string, double[]>> winners)
    {
        foreach (var (space, settings) in taus)
        {
            Console.WriteLine($"{space}: Kendall's tau between scores with shared weights and validation scores from scratch, mean and standard deviation over seeds");
            foreach (var (setting, values) in settings)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {setting,-70} {values[0],7:F3} ± {values[1]:F3}"));
            }

            Console.WriteLine($"{space}: on the test set, trained from scratch alike, mean and standard deviation");
            foreach (var (search, values) in winners[space])
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {search,-20} {values[0]:F4} ± {values[1]:F4}"));
            }
        }
    }
}
