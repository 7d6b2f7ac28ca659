namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// What an evaluator throws when it is itself at fault, and not the architecture: its device is lost, or a process that it started
/// has ended. The trial is given back and run again, by another worker where there is one.
/// </summary>
public sealed class WorkerFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public WorkerFailedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public WorkerFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public WorkerFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
