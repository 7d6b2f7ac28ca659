namespace Microsoft.ML.NAO.Training;

/// <summary>A training's loss is no longer a finite number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public TrainingDivergedException()
        : base("Training diverged: the loss is not a finite number.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and where.</param>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What happened, and where.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static TrainingDivergedException At(int epoch, int batch, double loss) => new(
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Training diverged at epoch {epoch}, batch {batch}: the loss is {loss}. Lower the learning rate, or clip gradients."));
}
