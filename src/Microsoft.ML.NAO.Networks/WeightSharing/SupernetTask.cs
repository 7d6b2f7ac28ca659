using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>
/// What a search with weight sharing works on: a supernet, the data that trains and scores it, and how the best architectures are trained
/// from scratch in the end.
/// </summary>
public abstract class SupernetTask : IDisposable
{
    private protected SupernetTask()
    {
    }

    /// <summary>The space whose architectures share the weights.</summary>
    public abstract ArchitectureSpace Space { get; }

    /// <summary>What architectures are compared by, with shared weights and trained from scratch, on the validation data.</summary>
    public abstract Objective Objective { get; }

    /// <summary>The number of trained values of one architecture's path.</summary>
    /// <param name="architecture">The architecture.</param>
    public abstract long CountParameters(Architecture architecture);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Trains the supernet for one epoch, on one architecture a step.</summary>
    /// <returns>The mean loss.</returns>
    internal abstract double TrainEpoch(
        SupernetEpoch epoch, Func<Architecture> drawArchitecture, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Scores architectures with the shared weights as they are.</summary>
    /// <param name="architectures">The architectures.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Decides which batches, where these are not all.</param>
    /// <param name="progress">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Ends the scoring between two architectures.</param>
    internal abstract double[] Score(
        IReadOnlyList<Architecture> architectures, PathScoringOptions options, int seed, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Trains an architecture's network from scratch.</summary>
    /// <returns>Its figure by the objective; NaN where the training diverged.</returns>
    internal abstract double TrainFromScratch(
        Architecture architecture, int seed, string? checkpointFile, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Writes the shared weights and all else that training changes.</summary>
    internal abstract void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not that; nothing has changed then.</exception>
    internal abstract void Load(ContentReader reader);

    /// <summary>All that must be the same for a search to go on: options and data.</summary>
    internal abstract string Describe();
}
