using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>The accuracies, in percent, of all architectures on one data set.</summary>
internal sealed class AccuracyTable
{
    private readonly Dictionary<Architecture, Accuracies> _rows;

    public AccuracyTable(string name, IEnumerable<KeyValuePair<Architecture, Accuracies>> rows, Func<Architecture, bool>? isFeasible = null)
    {
        Name = name;
        _rows = new Dictionary<Architecture, Accuracies>(rows);
        IsFeasible = isFeasible ?? (_ => true);
        KeyValuePair<Architecture, Accuracies>[] feasible = [.. _rows.Where(row => IsFeasible(row.Key))];
        Best = feasible.MaxBy(row => row.Value.Validation).Key;
        BestTest = feasible.Max(row => row.Value.Test);
    }

    /// <summary>The data set's name.</summary>
    public string Name { get; }

    /// <summary>The number of architectures.</summary>
    public int Count => _rows.Count;

    /// <summary>The architecture with the best validation accuracy within the limit, which searches look for.</summary>
    public Architecture Best { get; }

    /// <summary>The best test accuracy of all architectures within the limit, which regret is measured from.</summary>
    public double BestTest { get; }

    /// <summary>The same accuracies with a limit: what is beyond it is neither looked for nor a query.</summary>
    public AccuracyTable Within(Func<Architecture, bool> isFeasible) => new(Name, _rows, isFeasible);

    /// <summary>Whether an architecture is within the limit.</summary>
    public Func<Architecture, bool> IsFeasible { get; }

    public Accuracies this[Architecture architecture] => _rows[architecture];
}
