using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Tuning;

namespace Microsoft.ML.NAO.Tests.Tuning;

/// <summary>Searches by a tuner without an experiment around it.</summary>
internal static class TunerRuns
{
    public static List<TrialResult> Search(NaoTuner tuner, int count, Func<int, double> loss)
    {
        var results = new List<TrialResult>();
        for (int trial = 0; trial < count; trial++)
        {
            var settings = new TrialSettings { TrialId = trial };
            settings.Parameter = tuner.Propose(settings);
            results.Add(new TrialResult { TrialSettings = settings, Loss = loss(trial) });
            tuner.Update(results[^1]);
        }

        return results;
    }

    public static NaoOptions CreateSmallNao() =>
        new() { InitialArchitectures = 3, ArchitecturesPerRound = 1, SeedArchitectures = 2, MaxEpochsPerRound = 20 };
}
