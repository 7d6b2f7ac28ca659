using System.Runtime.InteropServices;

namespace Examples;

/// <summary>
/// Ctrl-C, or a request to terminate, ends a search instead of the program: a search with this token stops between two batches and returns the
/// best that it has so far. A second one ends the program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>The exit code of a program that was interrupted before it had anything to show: the one of a shell's Ctrl-C.</summary>
    public const int ExitCode = 130;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    /// <param name="write">Prints a line; null for the console.</param>
    public Interruption(Action<string>? write = null)
    {
        write ??= Console.WriteLine;
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
            {
                if (!IsRequested)
                {
                    context.Cancel = true;
                    write("Interrupted: the search ends in a moment, with the best so far. Press Ctrl-C again to quit at once.");
                    _source.Cancel();
                }
            })),
        ];
    }

    /// <summary>What searches and trainings end by.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether somebody asked for the end.</summary>
    public bool IsRequested => _source.IsCancellationRequested;

    /// <summary>Runs the search that the program is about. Where it is interrupted before it has anything, the program ends with a message.</summary>
    /// <returns>What it found, perhaps by fewer trials.</returns>
    public T Run<T>(Func<T> search)
        where T : class
    {
        if (TryRun(search, out string? reason) is { } found)
        {
            return found;
        }

        Console.Error.WriteLine(reason);
        Environment.Exit(ExitCode);
        throw new OperationCanceledException(reason, Token);
    }

    /// <summary>Runs what the program could do without.</summary>
    /// <returns>What it found, or null: the program was interrupted before it began, or before it had anything.</returns>
    public T? RunUnlessRequested<T>(Func<T> search)
        where T : class => IsRequested ? null : TryRun(search, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private T? TryRun<T>(Func<T> search, out string? reason)
        where T : class
    {
        try
        {
            reason = null;
            return search();
        }
        catch (Exception error) when (IsRequested && error is OperationCanceledException or TimeoutException)
        {
            // AutoML's experiment calls it a timeout.
            reason = error is TimeoutException ? "The experiment was cancelled before any of its trials had finished." : error.Message;
            return null;
        }
    }
}
