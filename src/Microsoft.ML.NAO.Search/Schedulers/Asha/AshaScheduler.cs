using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers.Asha;

internal sealed class AshaScheduler(Objective objective, int minimumSteps, int reductionFactor) : ITrialScheduler
{
    private readonly List<Rung> _rungs = [];

    public bool Report(int trial, IntermediateValue value)
    {
        if (FindRung(value.Step) is not { } index)
        {
            return true;
        }

        while (_rungs.Count <= index)
        {
            _rungs.Add(new Rung(objective));
        }

        Rung values = _rungs[index];
        if (values.FindStep(trial) < value.Step)
        {
            // It came here before, at the rung itself or at the first step after it.
            return true;
        }

        int better = values.Set(trial, value.Step, value.Value);
        return better < Math.Max(1, values.Count / reductionFactor);
    }

    /// <summary>The last rung that a step has come to; null before the first.</summary>
    private int? FindRung(int step)
    {
        if (step < minimumSteps)
        {
            return null;
        }

        int index = 0;
        for (long steps = (long)minimumSteps * reductionFactor; steps <= step; steps *= reductionFactor)
        {
            index++;
        }

        return index;
    }
}
