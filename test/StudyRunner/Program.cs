using System.Globalization;
using Microsoft.ML.NAO.Studies;
using StudyRunner;

// Runs a study in a process that tests can kill: StudyRunner JOURNAL TRIALS WORKERS STRATEGY
// Prints "ready" when it begins, and the number of each trial that has finished, once that is on disk.
Console.WriteLine("ready");
StudyOptions options = TabularStudy.CreateOptions(args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
options.Progress = new FinishedTrials();
try
{
    StudyResult result = TabularStudy.Create(options, int.Parse(args[2], CultureInfo.InvariantCulture), args[3]).Run();
    Console.WriteLine($"best {result.Best.Number}");
    return 0;
}
catch (JournalException e)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}
