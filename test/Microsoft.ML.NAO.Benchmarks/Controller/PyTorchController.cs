using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.NAO.Benchmarks.Controller;

/// <summary>Runs <c>controller.py</c> where Python has PyTorch.</summary>
internal static class PyTorchController
{
    // Debian's own Python sees Debian's packages; another one on the PATH may not.
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private static readonly string? Interpreter = Array.Find(Interpreters, HasPyTorch);

    /// <summary>Whether there is a Python with PyTorch.</summary>
    public static bool IsAvailable => Interpreter is not null;

    /// <summary>Runs the script, and reads the lines of two fields that it prints.</summary>
    /// <exception cref="InvalidOperationException">The script failed; the message has what it said.</exception>
    public static (string Name, double Value)[] Run(params string[] arguments)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Controller", "controller.py");
        var (output, errors, code) = Start(Interpreter!, [script, .. arguments]);
        return code == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
                .Select(fields => (fields[0], double.Parse(fields[1], CultureInfo.InvariantCulture)))]
            : throw new InvalidOperationException($"controller.py ended with exit code {code}: {errors}");
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
