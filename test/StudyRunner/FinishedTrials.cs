using Microsoft.ML.NAO.Studies;

namespace StudyRunner;

/// <summary>Prints which trials have finished.</summary>
internal sealed class FinishedTrials : IProgress<StudyProgress>
{
    public void Report(StudyProgress value)
    {
        if (value.Latest is { } trial)
        {
            Console.WriteLine(trial.Number);
        }
    }
}
