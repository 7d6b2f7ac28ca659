using System.Globalization;
using Microsoft.ML.NAO;
using Spectre.Console;

namespace ImageClassification;

/// <summary>Shows a search's progress in one line: trials, best so far, time left.</summary>
internal sealed class SearchProgressView : IProgress<NeuralArchitectureProgress>
{
    private readonly string _name;
    private readonly ProgressTask _task;

    private SearchProgressView(string name, ProgressTask task)
    {
        _name = name;
        _task = task;
    }

    /// <summary>Runs searches side by side, each on a thread of its own, with a line for each.</summary>
    /// <returns>What they return, in their order.</returns>
    public static T[] Run<T>(IAnsiConsole console, IReadOnlyList<(string Name, Func<IProgress<NeuralArchitectureProgress>, T> Search)> searches) => console
        .Progress()
        .AutoClear(false)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 })
        .Start(context =>
        {
            Task<T>[] running =
            [
                .. searches.Select(search =>
                {
                    var view = new SearchProgressView(search.Name, context.AddTask(Markup.Escape(search.Name), maxValue: 1));
                    return Task.Factory.StartNew(() => search.Search(view), TaskCreationOptions.LongRunning);
                }),
            ];
            return running.Select(task => task.GetAwaiter().GetResult()).ToArray();
        });

    /// <inheritdoc/>
    public void Report(NeuralArchitectureProgress value)
    {
        string left = value.TimeLeft is { } time ? $", {time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)} left" : "";
        string best = double.IsNaN(value.BestMetric) ? "" : string.Create(CultureInfo.InvariantCulture, $", best {value.BestMetric:P1}");
        string what = value.Phase == NeuralArchitecturePhase.Search
            ? $"trial {Math.Min(value.FinishedTrials + 1, value.MaxTrials ?? int.MaxValue)} of {value.MaxTrials}"
            : "training the best network";
        _task.Description = Markup.Escape($"{_name}: {what}{best}{left}");
        _task.Value = value.Phase == NeuralArchitecturePhase.Training && value.Fraction >= 1 ? 1 : Math.Min(value.Fraction, 0.999);
    }
}
