using Microsoft.ML.NAO.Benchmarks.NasBench201;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>
/// Reads a prediction as an accuracy: between the outcomes that a model was trained on, and no better than the best and no worse than the
/// worst of them.
/// </summary>
internal sealed class OutcomeScale
{
    private readonly (double Target, double Outcome)[] _known;

    public OutcomeScale(IReadOnlyList<Trial> trials, TargetScaling scaling)
    {
        double[] outcomes = [.. trials.Select(trial => trial.Metric)];
        float[] targets = TargetScaler.Scale(outcomes, TableEvaluator.Objective.Maximize, scaling);
        _known = [.. targets.Zip(outcomes, (target, outcome) => ((double)target, outcome)).Distinct().Order()];
    }

    public double ToOutcome(double prediction)
    {
        int above = Array.FindIndex(_known, known => known.Target >= prediction);
        if (above <= 0)
        {
            return above == 0 ? _known[0].Outcome : _known[^1].Outcome;
        }

        var (low, high) = (_known[above - 1], _known[above]);
        return low.Outcome + ((prediction - low.Target) / (high.Target - low.Target) * (high.Outcome - low.Outcome));
    }
}
