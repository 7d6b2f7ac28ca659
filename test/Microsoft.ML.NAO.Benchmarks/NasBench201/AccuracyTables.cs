using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>
/// Reads the accuracies that NAS-Bench-201 measured for all 15,625 architectures of its topology space after 200 epochs (Dong and Yang,
/// ICLR 2020).
/// </summary>
internal static class AccuracyTables
{
    private const string File = "nas_bench_201.tsv.gz";
    private const string ArchitectureColumn = "arch";

    // The validation accuracy that a search sees, and the test accuracy that is reported. Where the file has the mean of both instead of
    // the first, the first is twice the mean less the second.
    private static readonly (string Set, string Validation, string Test, bool IsMean)[] Columns =
    [
        ("cifar10", "c10_val_200", "c10_test_200", false),
        ("cifar100", "c100_valtest_200", "c100_test_200", true),
        ("imagenet16-120", "in16_valtest_200", "in16_test_200", true),
    ];

    /// <summary>The names of the data sets.</summary>
    public static IReadOnlyList<string> Sets { get; } = [.. Columns.Select(columns => columns.Set)];

    /// <summary>Reads the tables of all data sets, in the order of <see cref="Sets"/>.</summary>
    public static IReadOnlyList<AccuracyTable> Load()
    {
        using var stream = new GZipStream(System.IO.File.OpenRead(Repository.FindData(File)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        string[] header = Split(reader.ReadLine());
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(Split(line));
        }

        int at = Array.IndexOf(header, ArchitectureColumn);
        Architecture[] architectures = [.. rows.Select(row => EdgeCellSpace.NasBench201.Parse(row[at]))];
        return [.. Columns.Select(columns =>
        {
            int validation = Array.IndexOf(header, columns.Validation);
            int test = Array.IndexOf(header, columns.Test);
            return new AccuracyTable(columns.Set, architectures.Zip(rows, (architecture, row) => KeyValuePair.Create(
                architecture, Read(Parse(row[validation]), Parse(row[test]), columns.IsMean))));
        })];
    }

    /// <summary>The name, if there is a set of this name.</summary>
    public static string CheckSet(string name) => Sets.Contains(name)
        ? name
        : throw new ArgumentException($"There is no set '{name}'. There are: {string.Join(", ", Sets)}.", nameof(name));

    private static Accuracies Read(double validation, double test, bool isMean) => new(isMean ? (2 * validation) - test : validation, test);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Split(string? line) => line?.Split('\t') ?? throw new InvalidDataException($"'{File}' is empty.");
}
