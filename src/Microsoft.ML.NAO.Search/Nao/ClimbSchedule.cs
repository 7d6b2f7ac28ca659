using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Decides from where a round climbs. As long as it gets on, a search climbs from the best of all architectures. When it no longer does,
/// what its model is sure of may be what keeps it: it then climbs from random architectures, in small steps that follow outcomes more
/// than predictions (as trust regions do; Eriksson et al., NeurIPS 2019), and after that from the best of all again.
/// </summary>
internal sealed class ClimbSchedule(NaoOptions options, Objective objective)
{
    // A small neighbourhood is known sooner than a space.
    private const int LocalShare = 3;

    private int _begin = options.InitialArchitectures;
    private int? _first;

    /// <summary>What the schedule remembers: since which trial it counts, and the first trial of its neighbourhood.</summary>
    public (int Begin, int? First) State
    {
        get => (_begin, _first);
        set => (_begin, _first) = value;
    }

    /// <summary>Where the next round climbs.</summary>
    /// <param name="completed">The completed trials.</param>
    /// <param name="begins">Whether random architectures are to be evaluated first.</param>
    public Climb Next(IReadOnlyList<Trial> completed, out bool begins)
    {
        begins = false;
        if (options.RestartPatience is not { } patience)
        {
            return Climb.FromAll;
        }

        if (_first is { } first && CountWithoutSuccess(completed, first) >= Math.Max(patience / LocalShare, options.ArchitecturesPerRound))
        {
            _first = null;
            _begin = completed.Count;
        }
        else if (_first is null && CountWithoutSuccess(completed, 0) >= Math.Max(patience, options.ArchitecturesPerRound))
        {
            begins = true;
            _first = completed.Count;
            _begin = completed.Count + options.InitialArchitectures;
        }

        return _first is { } from ? new Climb(from, options.RestartRadius) : Climb.FromAll;
    }

    /// <summary>How many of the last trials since this climb began are not better than the best before them.</summary>
    private int CountWithoutSuccess(IReadOnlyList<Trial> completed, int first)
    {
        int best = first;
        for (int trial = first + 1; trial < completed.Count; trial++)
        {
            best = objective.IsBetter(completed[trial].Metric, completed[best].Metric) ? trial : best;
        }

        return completed.Count - Math.Max(best + 1, _begin);
    }
}
