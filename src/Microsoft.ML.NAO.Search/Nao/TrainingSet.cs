using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Architectures and targets to train on, with symmetric forms either added or drawn in an architecture's place. Encoder input,
/// decoder input and decoder target are always the same form. (The authors' TensorFlow code exchanges branches in the target alone.)
/// </summary>
internal sealed class TrainingSet
{
    private readonly ArchitectureSpace _space;
    private readonly SymmetrySampling _replacement;
    private readonly Architecture[] _architectures;
    private readonly float[] _targets;

    /// <param name="space">The space.</param>
    /// <param name="architectures">The architectures.</param>
    /// <param name="targets">The target of each.</param>
    /// <param name="options">Which symmetric forms, and whether they are added.</param>
    /// <param name="random">Draws those that are added.</param>
    public TrainingSet(ArchitectureSpace space, IReadOnlyList<Architecture> architectures, float[] targets, NaoOptions options, Random random)
    {
        _space = space;
        _replacement = options.SymmetricCopies == 0 ? options.Symmetry : SymmetrySampling.None;
        _architectures =
        [
            .. architectures,
            .. Enumerable.Range(0, options.SymmetricCopies)
                .SelectMany(_ => architectures.Select(architecture => space.SampleSymmetric(architecture, options.Symmetry, random))),
        ];
        _targets = [.. Enumerable.Range(0, _architectures.Length).Select(i => targets[i % targets.Length])];
    }

    /// <summary>The number of pairs.</summary>
    public int Count => _architectures.Length;

    /// <summary>The indices of all pairs in random order, batch by batch.</summary>
    public IEnumerable<int[]> Shuffle(int batchSize, Random random)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order);
        return order.Chunk(batchSize);
    }

    /// <summary>The architectures of a batch, each in the form that this draw has it in.</summary>
    public IEnumerable<Architecture> Draw(int[] indices, Random random) =>
        indices.Select(i => _space.SampleSymmetric(_architectures[i], _replacement, random));

    /// <summary>The targets of a batch.</summary>
    public float[] Targets(int[] indices) => [.. indices.Select(i => _targets[i])];
}
