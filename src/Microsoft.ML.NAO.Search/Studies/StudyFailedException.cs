namespace Microsoft.ML.NAO.Studies;

/// <summary>No trial of a study completed. The message has the cause of the first failure, and so has the inner exception where it is known.</summary>
public sealed class StudyFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StudyFailedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public StudyFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause of the first failure.</param>
    public StudyFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
