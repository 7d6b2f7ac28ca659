using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>How many rows of each true class were assigned to each class: rows are truth, columns are predictions.</summary>
public sealed class ConfusionMatrix
{
    private readonly ImmutableArray<ReadOnlyMemory<char>> _classNames;
    private readonly bool _isBinary;
    private string _formatted;

    internal ConfusionMatrix(double[][] counts, ReadOnlyMemory<char>[] classNames, bool isBinary)
    {
        _classNames = [.. classNames];
        _isBinary = isBinary;
        NumberOfClasses = counts.Length;
        Counts = counts.Select(row => (IReadOnlyList<double>)row.ToImmutableArray()).ToImmutableArray();
        PerClassRecall = counts.Select((row, c) => Share(row[c], row.Sum())).ToImmutableArray();
        PerClassPrecision = counts.Select((row, c) => Share(row[c], counts.Sum(other => other[c]))).ToImmutableArray();
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    public string GetFormattedConfusionTable() => _formatted ??= ConfusionTable.Format(this, _classNames, _isBinary);

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckIndex(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckIndex(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    private void CheckIndex(int index, string name)
        => Contracts.CheckParam(
            index >= 0 && index < NumberOfClasses,
            name,
            "Invalid index. Should be non-negative, less than the number of classes.");
}
