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
        try
        {
            TrialOutcome outcome = Evaluate(assignment);
            _failuresInARow = 0;
            dispatcher.Finish(assignment, outcome);
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
        long start = _clock.GetTimestamp();
        var request = new EvaluationRequest(
            assignment.Trial.Architecture,
            assignment.Trial.Number,
            TrialSeed.Derive(options.Seed, assignment.Trial.Architecture),
            new TrialProgress(dispatcher, assignment));
        try
        {
            dispatcher.Begin(assignment);
            EvaluationResult result = evaluator.Evaluate(request, assignment.Cancellation);
            dispatcher.ThrowIfBroken();
            return double.IsFinite(result.Metric)
                ? new TrialOutcome(TrialState.Completed, result, null, _clock.GetElapsedTime(start))
                : new TrialOutcome(TrialState.Failed, result, $"{objective.MetricName} is {result.Metric}.", _clock.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (assignment.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not WorkerFailedException)
        {
            dispatcher.ThrowIfBroken();
            dispatcher.NoteFailure(e);
            return new TrialOutcome(TrialState.Failed, null, Describe(e), _clock.GetElapsedTime(start));
        }
    }

    private static string Describe(Exception e)
    {
        string text = $"{e.GetType().Name}: {e.Message}";
        return text.Length <= LongestFailure ? text : $"{text[..LongestFailure]}…";
    }

    /// <summary>Passes on how far a trial has come.</summary>
    private sealed class TrialProgress(TrialDispatcher dispatcher, TrialAssignment assignment) : IProgress<double>
    {
        public void Report(double value) => dispatcher.Advance(assignment, value);
    }
}
