using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
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

    /// <summary>Searches a landscape: the loss is known for every architecture.</summary>
    public static List<double> SearchLandscape(NaoTuner tuner, ArchitectureSpace space, int count, Func<Architecture, double> loss)
    {
        var losses = new List<double>();
        for (int trial = 0; trial < count; trial++)
        {
            var settings = new TrialSettings { TrialId = trial };
            settings.Parameter = tuner.Propose(settings);
            losses.Add(loss(space.Parse(settings.Parameter["architecture"].AsType<string>())));
            tuner.Update(new TrialResult { TrialSettings = settings, Loss = losses[^1] });
        }

        return losses;
    }

    public static NaoOptions CreateSmallNao() =>
        new() { InitialArchitectures = 3, ArchitecturesPerRound = 1, SeedArchitectures = 2, MaxEpochsPerRound = 20 };
}
