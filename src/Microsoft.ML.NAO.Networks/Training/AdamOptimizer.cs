using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Adam with weights that decay apart from the gradient: AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019,
/// algorithm 2), with the decay in proportion to the learning rate as PyTorch has it.
/// </summary>
internal sealed class AdamOptimizer : VectorOptimizer
{
    // The authors' of Adam (Kingma and Ba, ICLR 2015).
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private const long Radix = 1 << 20;

    private readonly double _weightDecay;
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _square;
    private long _steps;

    public AdamOptimizer(IEnumerable<Parameter> parameters, TrainingOptions options)
        : base(parameters, options.GradientClip)
    {
        _weightDecay = options.WeightDecay;
        _mean = torch.zeros_like(Vector).DetachFromDisposeScope();
        _square = torch.zeros_like(Vector).DetachFromDisposeScope();
    }

    /// <summary>The number of values that <see cref="GetState"/> gives for so many parameters.</summary>
    public static long GetStateSize(long parameters) => (2 * parameters) + 2;

    /// <inheritdoc/>
    /// <remarks>The number of steps stands in two figures in front, since one of single precision counts to 16 million.</remarks>
    public override float[] GetState() =>
        [_steps / Radix, _steps % Radix, .. ParameterVector.Read(_mean), .. ParameterVector.Read(_square)];

    /// <inheritdoc/>
    public override void SetState(float[] state)
    {
        _steps = ((long)state[0] * Radix) + (long)state[1];
        int count = (state.Length - 2) / 2;
        ParameterVector.Write(state[2..(2 + count)], _mean);
        ParameterVector.Write(state[(2 + count)..], _square);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Move(torch.Tensor gradient, double learningRate)
    {
        _steps++;
        if (_weightDecay > 0)
        {
            Vector.mul_(1 - (learningRate * _weightDecay));
        }

        _mean.mul_(FirstDecay).add_(gradient, 1 - FirstDecay);
        _square.mul_(SecondDecay).addcmul_(gradient, gradient, 1 - SecondDecay);
        double rate = learningRate / (1 - Math.Pow(FirstDecay, _steps));
        double scale = 1 / Math.Sqrt(1 - Math.Pow(SecondDecay, _steps));
        Vector.addcdiv_(_mean, _square.sqrt().mul_(scale).add_(Epsilon), -rate);
    }
}
