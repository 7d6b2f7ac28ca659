using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>The accuracies, in percent, of all architectures on one data set.</summary>
internal sealed class AccuracyTable
{
    private readonly Dictionary<Architecture, Accuracies> _rows;

    public AccuracyTable(string name, IEnumerable<KeyValuePair<Architecture, Accuracies>> rows)
    {
        Name = name;
        _rows = new Dictionary<Architecture, Accuracies>(rows);
        Best = _rows.MaxBy(row => row.Value.Validation).Key;
        BestTest = _rows.Values.Max(accuracies => accuracies.Test);
    }

    /// <summary>The data set's name.</summary>
    public string Name { get; }

    /// <summary>The number of architectures.</summary>
    public int Count => _rows.Count;

    /// <summary>The architecture with the best validation accuracy, which searches look for.</summary>
    public Architecture Best { get; }

    /// <summary>The best test accuracy of all architectures, which regret is measured from.</summary>
    public double BestTest { get; }

    public Accuracies this[Architecture architecture] => _rows[architecture];
}
