namespace Microsoft.ML.NAO.Studies;

/// <summary>A journal cannot be continued: it is damaged, is in use, or belongs to another study. The message says which, and where.</summary>
public sealed class JournalException : Exception
{
    /// <summary>Creates the exception.</summary>
    public JournalException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    public JournalException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
