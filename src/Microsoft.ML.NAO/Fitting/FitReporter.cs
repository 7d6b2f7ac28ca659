using System.Diagnostics;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Tells the user's <see cref="IProgress{T}"/> how far the search and the training of the final network are.</summary>
/// <param name="target">The user's; null for nobody.</param>
/// <param name="finished">Is told each trial that has finished, and the best so far; null for nobody.</param>
internal sealed class FitReporter(IProgress<NeuralArchitectureProgress>? target, Action<Trial, Trial?>? finished = null)
    : IProgress<StudyProgress>, IProgress<TrainingProgress>, IProgress<LanguageModelProgress>, IProgress<WeightSharingProgress>
{
    private readonly Stopwatch _training = new();
    private NeuralArchitectureProgress _last = new() { Phase = NeuralArchitecturePhase.Search };

    public void Report(StudyProgress value)
    {
        if (value.Latest is { } trial)
        {
            finished?.Invoke(trial, value.Best);
        }

        double elapsed = value.Elapsed.TotalSeconds;
        double? left = value.TimeLeft?.TotalSeconds;
        _last = new NeuralArchitectureProgress
        {
            Phase = NeuralArchitecturePhase.Search,
            FinishedTrials = value.FinishedTrials,
            MaxTrials = value.MaxTrials,
            BestMetric = value.Best?.Metric ?? double.NaN,
            TimeLeft = value.TimeLeft,
            Fraction = value.MaxTrials is { } max ? Math.Min(1, value.TrialsDone / max) : left is { } time ? elapsed / (elapsed + time) : 0,
        };
        target?.Report(_last);
    }

    public void Report(WeightSharingProgress value)
    {
        double elapsed = value.Elapsed.TotalSeconds;
        target?.Report(_last with
        {
            Phase = NeuralArchitecturePhase.WeightSharing,
            BestMetric = value.BestScore ?? double.NaN,
            TimeLeft = value.TimeLeft,
            Fraction = value.TimeLeft is { } left && elapsed > 0 ? elapsed / (elapsed + left.TotalSeconds) : 0,
        });
    }

    public void Report(TrainingProgress value) => ReportTraining(value.Fraction);

    public void Report(LanguageModelProgress value) => ReportTraining(value.Fraction);

    private void ReportTraining(double fraction)
    {
        if (!_training.IsRunning)
        {
            _training.Start();
        }

        target?.Report(_last with
        {
            Phase = NeuralArchitecturePhase.Training,
            Fraction = fraction,
            TimeLeft = fraction > 0 ? _training.Elapsed * ((1 - fraction) / fraction) : null,
        });
    }
}
