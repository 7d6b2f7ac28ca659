using Microsoft.ML.NAO;

namespace Examples;

/// <summary>
/// Prints a line for each trial that has finished, with the best metric so far and the time left. (<c>Progress&lt;T&gt;</c> would do, but it
/// calls back on other threads in a console program, so that its lines come late and out of order.)
/// </summary>
internal sealed class SearchProgress : IProgress<NeuralArchitectureProgress>
{
    private int _finished = -1;
    private bool _isTraining;

    public void Report(NeuralArchitectureProgress value)
    {
        if (value.Phase == NeuralArchitecturePhase.Search && value.FinishedTrials > _finished)
        {
            _finished = value.FinishedTrials;
            string best = double.IsNaN(value.BestMetric) ? "" : $", best {value.BestMetric:0.000}";
            string left = value.TimeLeft is { } time ? $", {time:m\\:ss} left" : "";
            Console.WriteLine($"  {_finished} of {value.MaxTrials} trials{best}{left}");
        }
        else if (value.Phase == NeuralArchitecturePhase.Training && !_isTraining)
        {
            _isTraining = true;
            Console.WriteLine("  training the best network at full length");
        }
    }
}
