namespace Microsoft.ML.NAO.Studies;

/// <summary>Runs one trial after the other with one evaluator, on the thread that calls it.</summary>
internal sealed class StudyWorker(int index, IArchitectureEvaluator evaluator, TrialDispatcher dispatcher, StudyOptions options, Objective objective)
{
    // A failure's text is for people; one that has swallowed a file would make every journal line unreadable.
    private const int LongestFailure = 4096;

    private readonly TimeProvider _clock = options.TimeProvider;
    private int _failuresInARow;

    /// <summary>Works until there is nothing to do, or the worker has failed too often in a row.</summary>
    public void Run()
    {
        try
        {
            while (_failuresInARow < options.MaxWorkerFailures && dispatcher.Next(index) is { } assignment)
            {
                Run(assignment);
            }
        }
        finally
        {
            dispatcher.Leave(index, lost: _failuresInARow >= options.MaxWorkerFailures);
        }
    }

    private void Run(TrialAssignment assignment)
    {
        long start = _clock.GetTimestamp();
        try
        {
            TrialOutcome outcome = Evaluate(assignment);
            _failuresInARow = 0;
            dispatcher.Finish(assignment, outcome with { Duration = _clock.GetElapsedTime(start) });
        }
        catch (WorkerFailedException e)
        {
            _failuresInARow++;
            dispatcher.Return(assignment, index, Describe(e), e);
        }
        catch (OperationCanceledException)
        {
            dispatcher.Return(assignment);
            throw;
        }
    }

    private TrialOutcome Evaluate(TrialAssignment assignment)
    {
        var request = new EvaluationRequest(
            assignment.Trial.Architecture,
            assignment.Trial.Number,
            TrialSeed.Derive(options.Seed, assignment.Trial.Architecture),
            new Relay<double>(fraction => dispatcher.Advance(assignment, fraction)))
        {
            IntermediateValues = options.Scheduler is not null || options.RecordIntermediateValues
                ? new Relay<IntermediateValue>(value => dispatcher.Report(assignment, value))
                : null,
        };
        try
        {
            dispatcher.Begin(assignment);
            EvaluationResult result = evaluator.Evaluate(request, assignment.Cancellation);
            dispatcher.ThrowIfBroken();
            return assignment.Pruned is { } value
                ? Judge(TrialState.Pruned, value.Value)
                : Judge(TrialState.Completed, result.Metric) with { Result = result };
        }
        catch (OperationCanceledException) when (assignment.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not WorkerFailedException)
        {
            dispatcher.ThrowIfBroken();
            if (assignment.Pruned is { } value)
            {
                return Judge(TrialState.Pruned, value.Value);
            }

            dispatcher.NoteFailure(e);
            return new TrialOutcome(TrialState.Failed) { Failure = Describe(e) };
        }
    }

    private TrialOutcome Judge(TrialState state, double metric) => double.IsFinite(metric)
        ? new TrialOutcome(state) { Metric = metric }
        : new TrialOutcome(TrialState.Failed) { Failure = $"{objective.MetricName} is {metric}." };

    internal static string Describe(Exception e)
    {
        string text = $"{e.GetType().Name}: {e.Message}";
        return text.Length <= LongestFailure ? text : $"{text[..LongestFailure]}…";
    }

    /// <summary>Passes on what an evaluator tells, on the evaluator's thread.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
