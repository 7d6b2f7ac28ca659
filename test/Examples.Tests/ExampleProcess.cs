using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Examples.Tests;

/// <summary>An example that runs as the program that it is.</summary>
internal sealed class ExampleProcess : IDisposable
{
    // Far more than the slowest of them takes on a busy machine: none takes two minutes on two quiet cores.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    private readonly Process _process;
    private readonly BlockingCollection<string> _unread = [];
    private readonly List<string> _lines = [];
    private readonly Task<string> _errors;

    private ExampleProcess(string name, string[] arguments)
    {
        // Where tests are started in the background, Ctrl-C is ignored unless told otherwise.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(GetFolder(name), name + ".dll"), .. arguments])
        {
            WorkingDirectory = TestFolder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _unread.CompleteAdding();
            }
            else
            {
                _unread.Add(line.Data);
            }
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>What it has written to its error output, when it has ended.</summary>
    public string Errors => _errors.Result;

    /// <summary>The folder that an example is built to, with the configuration of the tests.</summary>
    public static string GetFolder(string name) => Path.Combine(Repository.GetMetadata("Examples"), name, Repository.GetMetadata("Output"));

    public static ExampleProcess Start(string name, params string[] arguments) => new(name, arguments);

    /// <summary>Runs an example to its end, which must be a good one, and returns the lines that it printed.</summary>
    public static string[] Run(string name, params string[] arguments)
    {
        using ExampleProcess process = Start(name, arguments);
        (int exitCode, string[] lines) = process.WaitForExit();
        Assert.AreEqual(0, exitCode, $"{name} failed: {process.Errors}{string.Join('\n', lines)}");
        return lines;
    }

    /// <summary>Waits until it prints a line with a text in it, and returns that line.</summary>
    public string WaitForLine(string text)
    {
        using var timeout = new CancellationTokenSource(Patience);
        foreach (string line in _unread.GetConsumingEnumerable(timeout.Token))
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended without a line with '{text}': {string.Join('\n', _lines)}{Errors}");
    }

    /// <summary>Waits until something has happened that it does not print.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.IsFalse(_process.HasExited, "It ended too early.");
            Assert.IsLessThan(Patience, watch.Elapsed);
            Thread.Sleep(10);
        }
    }

    /// <summary>Sends it a signal: INT, as Ctrl-C does, or KILL.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.AreEqual(0, kill.ExitCode);
    }

    /// <summary>Waits for its end, and returns its exit code and all that it has printed.</summary>
    public (int ExitCode, string[] Lines) WaitForExit()
    {
        using var timeout = new CancellationTokenSource(Patience);
        _lines.AddRange(_unread.GetConsumingEnumerable(timeout.Token));
        _process.WaitForExit();
        return (_process.ExitCode, [.. _lines]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _unread.Dispose();
    }
}
