using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers.Asha;

/// <summary>The values that trials had when they came to a rung, in order, so that a trial's place is found without looking at all others.</summary>
/// <param name="objective">Whether more of a value is better.</param>
internal sealed class Rung(Objective objective)
{
    private readonly Dictionary<int, (int Step, double Key)> _byTrial = [];

    // The best first, as numbers of which less is better; what is no number comes last.
    private readonly List<double> _ordered = [];

    /// <summary>The number of trials that came here.</summary>
    public int Count => _byTrial.Count;

    /// <summary>The step with which a trial came here; null where it did not.</summary>
    public int? FindStep(int trial) => _byTrial.TryGetValue(trial, out var arrival) ? arrival.Step : null;

    /// <summary>Sets the value with which a trial came here.</summary>
    /// <returns>How many trials have a better one.</returns>
    public int Set(int trial, int step, double value)
    {
        double key = double.IsNaN(value) ? double.PositiveInfinity : objective.Maximize ? -value : value;
        if (_byTrial.TryGetValue(trial, out var old))
        {
            _ordered.RemoveAt(CountBelow(old.Key));
        }

        _byTrial[trial] = (step, key);
        int better = CountBelow(key);
        _ordered.Insert(better, key);
        return better;
    }

    private int CountBelow(double key)
    {
        int low = 0;
        int high = _ordered.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ordered[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
