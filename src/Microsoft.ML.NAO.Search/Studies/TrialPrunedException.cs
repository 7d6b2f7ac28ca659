namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// Ends the evaluation of a trial that the study's scheduler stops: thrown where the evaluator reports an intermediate value. An
/// evaluator lets it pass.
/// </summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TrialPrunedException()
        : this("The trial was stopped as a weak one.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public TrialPrunedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public TrialPrunedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
