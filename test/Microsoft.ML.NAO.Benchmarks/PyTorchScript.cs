using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Runs the scripts in plain PyTorch that this project is compared with, where Python has PyTorch.</summary>
internal static class PyTorchScript
{
    // Debian's own Python sees Debian's packages; another one on the PATH may not.
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private static readonly string? Interpreter = Array.Find(Interpreters, HasPyTorch);

    /// <summary>Whether there is a Python with PyTorch.</summary>
    public static bool IsAvailable => Interpreter is not null;

    /// <summary>Runs a script, and reads the lines of two fields that it prints.</summary>
    /// <param name="script">Its path beside the benchmarks.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">The script failed; the message has what it said.</exception>
    public static (string Name, double Value)[] Run(string script, params string[] arguments) =>
        RunProcess(Interpreter!, [Path.Combine(AppContext.BaseDirectory, script), .. arguments]);

    /// <summary>Runs any program, and reads the lines of two fields that it prints.</summary>
    /// <exception cref="InvalidOperationException">The program failed; the message has what it said.</exception>
    public static (string Name, double Value)[] RunProcess(string program, IEnumerable<string> arguments)
    {
        var (output, errors, code) = Start(program, arguments);
        return code == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .Select(fields => (fields[0], double.Parse(fields[1], CultureInfo.InvariantCulture)))]
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {code}: {errors}");
    }

    private static bool HasPyTorch(string interpreter)
    {
        try
        {
            return Start(interpreter, ["-c", "import torch"]).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (string Output, string Errors, int Code) Start(string interpreter, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result, process.ExitCode);
    }
}
