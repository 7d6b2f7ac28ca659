using System.Diagnostics;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace TunerInExperiment;

/// <summary>Prints a line for each trial.</summary>
/// <param name="trials">How many there will be.</param>
internal sealed class TrialLines(int trials) : IMonitor
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>How many trials have finished.</summary>
    public int Count { get; private set; }

    /// <summary>What was proposed, in words.</summary>
    public static string Describe(TrialSettings settings)
    {
        // AutoML calls a pipeline's estimators e0, e1 and so on.
        Parameter pipeline = settings.Parameter["_pipeline_"];
        Parameter network = pipeline["e1"];
        return $"{(pipeline["e0"]["centered"].AsType<bool>() ? "centered" : "scaled")}, learning rate {network["learningRate"].AsType<double>():0.0000}, batches of {network["batchSize"].AsType<int>()}, {network["architecture"].AsType<string>()}";
    }

    public void ReportRunningTrial(TrialSettings settings)
    {
    }

    public void ReportCompletedTrial(TrialResult result)
    {
        Count++;
        Console.WriteLine($"  trial {result.TrialSettings.TrialId + 1,2}, {TimeLeft(result.TrialSettings):m\\:ss} left: {result.Metric:P1} by {Describe(result.TrialSettings)}");
    }

    public void ReportBestTrial(TrialResult result) => Console.WriteLine("           the best so far");

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null) =>
        Console.WriteLine($"  trial {settings.TrialId + 1,2}, {TimeLeft(settings):m\\:ss} left: failed by {Describe(settings)}: {exception?.Message}");

    private TimeSpan TimeLeft(TrialSettings settings)
    {
        int done = settings.TrialId + 1;
        return _watch.Elapsed * ((double)(trials - done) / done);
    }
}
