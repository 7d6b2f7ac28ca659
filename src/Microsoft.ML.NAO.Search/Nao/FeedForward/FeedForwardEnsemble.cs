using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// The weights of several encoders, performance predictors and decoders of feed-forward layers, which differ in their first weights
/// alone. They lie side by side, so that one operation computes all members.
/// </summary>
/// <remarks>
/// Where an LSTM has to learn what the positions of a sequence mean, the first layer here has weights for each token at each
/// position, and for how often each token occurs: a few dozen architectures are enough to learn from. All weights are one parameter:
/// the networks are so small that an optimizer would spend most of the time on going from one parameter to the next.
/// </remarks>
internal sealed class FeedForwardEnsemble : nn.Module
{
    private readonly int _members;
    private readonly long[][] _shapes;
    private readonly long[] _sizes;
    private readonly Parameter _weights;

    /// <param name="features">The number of features of an architecture (<see cref="ArchitectureFeatures"/>).</param>
    /// <param name="inputNorm">The expected squared length of the features.</param>
    /// <param name="outputs">The number of logits that spell an architecture: its tokens times the vocabulary.</param>
    /// <param name="options">Members and sizes.</param>
    /// <param name="random">
    /// Draws the first weights. libtorch's own source of randomness is shared by all threads, so that searches side by side would
    /// depend on each other.
    /// </param>
    public FeedForwardEnsemble(int features, double inputNorm, int outputs, FeedForwardModelOptions options, Random random)
        : base(nameof(FeedForwardEnsemble))
    {
        _members = options.Members;
        int hidden = options.HiddenSize;
        int embedding = options.EmbeddingSize;

        // He et al., 2015: with these variances, ReLU layers keep the length of what passes through. An embedding has length 1.
        (long[] Shape, double Variance)[] layout =
        [
            ([features, _members * hidden], 2 / inputNorm), ([_members * hidden], 0),
            ([_members, hidden, embedding], 1.0 / hidden),
            ([_members, embedding, hidden], 2), ([_members, 1, hidden], 0),
            ([_members, hidden, 1], 1.0 / hidden), ([_members, 1, 1], 0),
            ([_members, embedding, hidden], 2), ([_members, 1, hidden], 0),
            ([_members, hidden, outputs], 1.0 / hidden), ([_members, 1, outputs], 0),
        ];
        _shapes = [.. layout.Select(part => part.Shape)];
        _sizes = [.. _shapes.Select(shape => shape.Aggregate(1L, (size, next) => size * next))];
        _weights = nn.Parameter(tensor(Draw([.. layout.Select(part => part.Variance)], random)));
        RegisterComponents();
    }

    /// <summary>The networks with the weights as they are now. What they compute belongs to the current dispose scope.</summary>
    public FeedForwardNetworks Open()
    {
        Tensor[] parts = _weights.split(_sizes, 0);
        return new FeedForwardNetworks(_members, [.. parts.Zip(_shapes, (part, shape) => part.view(shape))]);
    }

    private float[] Draw(double[] variances, Random random)
    {
        var weights = new float[_sizes.Sum()];
        int next = 0;
        for (int part = 0; part < variances.Length; part++)
        {
            double deviation = Math.Sqrt(variances[part]);
            for (long i = 0; i < _sizes[part]; i++)
            {
                weights[next++] = deviation == 0 ? 0 : (float)(deviation * NormalDistribution.Draw(random));
            }
        }

        return weights;
    }
}
