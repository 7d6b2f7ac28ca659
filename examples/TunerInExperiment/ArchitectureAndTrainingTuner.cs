using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace;

namespace TunerInExperiment;

/// <summary>
/// Proposes an architecture and what is beside it. AutoML's own tuners for the latter are internal, and an experiment has one tuner alone, so that
/// this one combines them: it leaves architectures to NAO, and looks for the rest near the best point so far.
/// </summary>
/// <param name="architectures">What proposes architectures.</param>
/// <param name="training">What else is searched.</param>
/// <param name="seed">The seed of the search of the rest.</param>
internal sealed class ArchitectureAndTrainingTuner(NaoTuner architectures, SearchSpace training, int seed) : ITuner
{
    // In units of the range of an option.
    private const double Step = 0.15;

    private readonly Random _random = new(seed);
    private double[] _best = training.Default;
    private double _bestLoss = double.MaxValue;

    public Parameter Propose(TrialSettings settings)
    {
        double[] point = [.. _best.Select(value => Math.Clamp(value + (Step * ((2 * _random.NextDouble()) - 1)), 0, 1))];

        // NaoTuner keeps what the settings hold, and adds the architecture.
        settings.Parameter = training.SampleFromFeatureSpace(point);
        return architectures.Propose(settings);
    }

    public void Update(TrialResult result)
    {
        architectures.Update(result);
        if (result.Loss < _bestLoss)
        {
            _bestLoss = result.Loss;
            _best = training.MappingToFeatureSpace(result.TrialSettings.Parameter);
        }
    }
}
