using System.Diagnostics;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>Runs a strategy against a table. Each proposal is an architecture that was not proposed before, so that each is one query.</summary>
internal static class TableSearch
{
    /// <summary>
    /// Searches until the limit is reached or the best of the table is found, after which nothing but the time would change; of full
    /// length, until the limit is reached.
    /// </summary>
    public static SearchOutcome Run(StrategyOptions options, ArchitectureSpace space, AccuracyTable table, int seed, int limit, bool fullLength)
    {
        long start = Stopwatch.GetTimestamp();
        var evaluator = new TableEvaluator(table);
        ISearchStrategy strategy = options.CreateStrategy(new StrategyContext(space, TableEvaluator.Objective, seed));
        var testAccuracies = new List<double>();
        Trial? best = null;
        int? queriesToBest = null;
        int infeasible = 0;
        while ((fullLength || queriesToBest is null) && testAccuracies.Count < limit && strategy.Propose() is { } architecture)
        {
            if (!table.IsFeasible(architecture))
            {
                strategy.Observe(new Trial { Number = testAccuracies.Count + infeasible++, Architecture = architecture, State = TrialState.Infeasible });
                continue;
            }

            Trial trial = Evaluate(evaluator, architecture, testAccuracies.Count, seed);
            strategy.Observe(trial);
            if (best is null || TableEvaluator.Objective.IsBetter(trial.Metric, best.Metric))
            {
                best = trial;
            }

            testAccuracies.Add(best.Measures[TableEvaluator.TestAccuracy]);
            if (architecture.Equals(table.Best))
            {
                queriesToBest = testAccuracies.Count;
            }
        }

        return new SearchOutcome(testAccuracies, queriesToBest, infeasible, limit, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static Trial Evaluate(TableEvaluator evaluator, Architecture architecture, int number, int seed)
    {
        var request = new EvaluationRequest(architecture, number, TrialSeed.Derive(seed, architecture));
        EvaluationResult result = evaluator.Evaluate(request, CancellationToken.None);
        return new Trial
        {
            Number = number,
            Architecture = architecture,
            State = TrialState.Completed,
            Metric = result.Metric,
            Measures = result.Measures,
        };
    }
}
