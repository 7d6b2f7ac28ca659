using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;

namespace Microsoft.ML.NAO.Tests.Studies;

/// <summary>A study in a process of its own, which can be killed.</summary>
internal sealed class StudyProcess : IDisposable
{
    private readonly Process _process;

    private StudyProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        Errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it has written to its error output, when it has ended.</summary>
    public Task<string> Errors { get; }

    // With the tests' dependencies: NAO needs libtorch, of which the program has no copy of its own.
    private static string[] Program => ["exec", "--depsfile", GetPath("Microsoft.ML.NAO.Search.Tests.deps.json"), GetPath("StudyRunner.dll")];

    public static StudyProcess Start(string journal, int trials, int workers, string strategy = RegularizedEvolutionOptions.StrategyName) =>
        new(new ProcessStartInfo("dotnet", [.. Program, journal, $"{trials}", $"{workers}", strategy]));

    /// <summary>Starts one that cannot write files of more than so many KiB.</summary>
    public static StudyProcess StartWithLimit(string journal, int trials, int kibibytes) =>
        new(new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec dotnet \"$@\"", "bash", .. Program, journal, $"{trials}", "1", RegularizedEvolutionOptions.StrategyName])
        {
            // The runtime's own mappings are files, too.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        });

    /// <summary>Kills it so long after it has written so many lines, and tells which trials it said had finished by then.</summary>
    public List<int> KillAfter(int lines, TimeSpan time)
    {
        var finished = new ConcurrentQueue<int>();
        using var ready = new CountdownEvent(lines);
        _process.OutputDataReceived += (_, line) =>
        {
            if (!ready.IsSet)
            {
                ready.Signal();
            }

            if (int.TryParse(line.Data, CultureInfo.InvariantCulture, out int trial))
            {
                finished.Enqueue(trial);
            }
        };
        _process.BeginOutputReadLine();
        while (!ready.Wait(TimeSpan.FromMilliseconds(100)))
        {
            AssertRuns(TimeSpan.Zero);
        }

        AssertRuns(time);
        _process.Kill();
        _process.WaitForExit();
        return [.. finished];
    }

    /// <summary>Waits for its end.</summary>
    public int WaitForExit()
    {
        _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void AssertRuns(TimeSpan time)
    {
        if (_process.WaitForExit(time))
        {
            Assert.Fail($"The study ended before it was killed. {Errors.Result}");
        }
    }

    private static string GetPath(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
