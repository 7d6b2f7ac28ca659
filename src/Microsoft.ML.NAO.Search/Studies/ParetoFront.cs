namespace Microsoft.ML.NAO.Studies;

/// <summary>Finds what no other beats in every respect.</summary>
public static class ParetoFront
{
    /// <summary>
    /// Finds the trials than which no other is at least as good in all objectives and better in one. Trials that are equal in all of them
    /// are all in it.
    /// </summary>
    /// <param name="trials">The trials. Those that have not completed, or lack one of the figures, are passed over.</param>
    /// <param name="metric">The metric of the trials.</param>
    /// <param name="objectives">Further objectives.</param>
    /// <returns>The front, from the best metric to the worst; equal trials in the order of their numbers.</returns>
    /// <remarks>
    /// With one further objective it takes n·log n steps for n trials; with more, n·log n and, for each trial, as many as the front has trials.
    /// </remarks>
    public static IReadOnlyList<Trial> Find(IEnumerable<Trial> trials, Objective metric, params IReadOnlyList<MeasureObjective> objectives)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(objectives);

        // Costs: the metric first, and less is better in all.
        List<(Trial Trial, double[] Costs)> sorted =
        [
            .. trials.Where(trial => trial.State == TrialState.Completed)
                .Select(trial => (Trial: trial, Costs: GetCosts(trial, metric, objectives)))
                .Where(candidate => !Array.Exists(candidate.Costs, double.IsNaN)),
        ];
        sorted.Sort(static (first, second) => Compare(first, second));
        return objectives.Count <= 1 ? Sweep(sorted) : Filter(sorted);
    }

    private static double[] GetCosts(Trial trial, Objective metric, IReadOnlyList<MeasureObjective> objectives)
    {
        var costs = new double[objectives.Count + 1];
        costs[0] = metric.Maximize ? -trial.Metric : trial.Metric;
        for (int i = 0; i < objectives.Count; i++)
        {
            double value = trial.Measures.TryGetValue(objectives[i].Measure, out double found) ? found : double.NaN;
            costs[i + 1] = objectives[i].Maximize ? -value : value;
        }

        return costs;
    }

    // Whatever dominates a candidate stands before it.
    private static int Compare((Trial Trial, double[] Costs) first, (Trial Trial, double[] Costs) second)
    {
        int order = first.Costs.AsSpan().SequenceCompareTo(second.Costs);
        return order != 0 ? order : first.Trial.Number.CompareTo(second.Trial.Number);
    }

    /// <summary>With at most two costs, a candidate is in the front if its last cost is below all before it, or it equals the last in the front.</summary>
    private static List<Trial> Sweep(List<(Trial Trial, double[] Costs)> sorted)
    {
        var front = new List<Trial>();
        double[]? last = null;
        foreach (var (trial, costs) in sorted)
        {
            if (last is null || (costs.Length > 1 && costs[1] < last[1]) || costs.AsSpan().SequenceEqual(last))
            {
                front.Add(trial);
                last = costs;
            }
        }

        return front;
    }

    private static List<Trial> Filter(List<(Trial Trial, double[] Costs)> sorted)
    {
        var front = new List<(Trial Trial, double[] Costs)>();
        foreach (var candidate in sorted)
        {
            if (!front.Exists(other => Dominates(other.Costs, candidate.Costs)))
            {
                front.Add(candidate);
            }
        }

        return [.. front.Select(member => member.Trial)];
    }

    private static bool Dominates(double[] first, double[] second)
    {
        bool better = false;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] > second[i])
            {
                return false;
            }

            better |= first[i] < second[i];
        }

        return better;
    }
}
