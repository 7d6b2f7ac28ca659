using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Measures architectures before they are trained, and compares them with the limits.</summary>
internal sealed class Appraiser(StudyOptions options)
{
    /// <summary>Measures an architecture.</summary>
    public Appraisal Appraise(Architecture architecture, CancellationToken cancellationToken)
    {
        if (options.Measurer is not { } measurer)
        {
            return new Appraisal(null, null);
        }

        IReadOnlyDictionary<string, double> measures;
        try
        {
            measures = measurer.Measure(architecture, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new Appraisal(TrialState.Failed, null) { Failure = StudyWorker.Describe(e), Error = e };
        }

        foreach (MeasureLimit limit in options.Limits)
        {
            if (!measures.TryGetValue(limit.Measure, out double value))
            {
                return new Appraisal(TrialState.Failed, measures) { Failure = Miss(limit.Measure, measures.Keys) };
            }

            if (!limit.Allows(value))
            {
                return new Appraisal(TrialState.Infeasible, measures)
                {
                    Failure = string.Create(
                        System.Globalization.CultureInfo.InvariantCulture, $"{limit.Measure} is {value:R}, where the limit is {limit}."),
                };
            }
        }

        return new Appraisal(null, measures);
    }

    /// <summary>Makes a trial that lacks an objective a failed one.</summary>
    public TrialOutcome Check(UnfinishedTrial trial, TrialOutcome outcome)
    {
        if (outcome.State != TrialState.Completed)
        {
            return outcome;
        }

        HashSet<string> known = [.. trial.Measures.Keys, .. outcome.Result!.Measures.Keys];
        return options.Objectives.FirstOrDefault(objective => !known.Contains(objective.Measure)) is { } missing
            ? outcome with { State = TrialState.Failed, Failure = Miss(missing.Measure, known) }
            : outcome;
    }

    private static string Miss(string measure, IEnumerable<string> known) =>
        $"Nothing has measured '{measure}'. What was measured: {string.Join(", ", known.Order(StringComparer.Ordinal).DefaultIfEmpty("nothing"))}.";
}
