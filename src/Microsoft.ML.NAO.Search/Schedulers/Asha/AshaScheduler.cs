using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers.Asha;

internal sealed class AshaScheduler(Objective objective, int minimumSteps, int reductionFactor) : ITrialScheduler
{
    private readonly List<Rung> _rungs = [];

    public bool Report(int trial, IntermediateValue value)
    {
        if (FindRung(value.Step) is not { } rung)
        {
            return true;
        }

        while (_rungs.Count <= rung.Index)
        {
            _rungs.Add(new Rung(objective));
        }

        Rung values = _rungs[rung.Index];
        if (value.Step > rung.Steps && values.Contains(trial))
        {
            // It came here before, at the rung itself or at the first step after it.
            return true;
        }

        int better = values.Set(trial, value.Value);
        return better < Math.Max(1, values.Count / reductionFactor);
    }

    /// <summary>The last rung that a step has come to; null before the first.</summary>
    private (int Index, long Steps)? FindRung(int step)
    {
        if (step < minimumSteps)
        {
            return null;
        }

        var (index, steps) = (0, (long)minimumSteps);
        while (steps * reductionFactor <= step)
        {
            steps *= reductionFactor;
            index++;
        }

        return (index, steps);
    }
}
