using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// The running averages of a gradient and its square, and the steps that follow from them: AdamW (Loshchilov and Hutter, "Decoupled weight
/// decay regularization", ICLR 2019, algorithm 2), with the decay in proportion to the learning rate as PyTorch has it.
/// </summary>
/// <param name="vector">All weights as one vector.</param>
/// <param name="weightDecay">What decays every weight apart from the gradient.</param>
internal sealed class AdamMoments(torch.Tensor vector, double weightDecay) : IDisposable
{
    // The authors' of Adam (Kingma and Ba, ICLR 2015).
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;

    private const long Radix = 1 << 20;

    private static readonly Scalar KeptMean = FirstDecay;
    private static readonly Scalar NewMean = 1 - FirstDecay;
    private static readonly Scalar KeptSquare = SecondDecay;
    private static readonly Scalar NewSquare = 1 - SecondDecay;
    private static readonly Scalar Epsilon = 1e-8;

    private readonly torch.Tensor _mean = torch.zeros_like(vector).DetachFromDisposeScope();
    private readonly torch.Tensor _square = torch.zeros_like(vector).DetachFromDisposeScope();
    private long _steps;

    /// <summary>The number of values that <see cref="GetState"/> gives for so many parameters.</summary>
    public static long GetStateSize(long parameters) => (2 * parameters) + 2;

    /// <summary>Moves the weights by one step.</summary>
    public void Move(torch.Tensor gradient, double learningRate)
    {
        _steps++;
        if (weightDecay > 0)
        {
            using Scalar kept = 1 - (learningRate * weightDecay);
            vector.mul_(kept);
        }

        _mean.mul_(KeptMean).add_(gradient, NewMean);
        _square.mul_(KeptSquare).addcmul_(gradient, gradient, NewSquare);
        using Scalar rate = -learningRate / (1 - Math.Pow(FirstDecay, _steps));
        using Scalar scale = 1 / Math.Sqrt(1 - Math.Pow(SecondDecay, _steps));
        vector.addcdiv_(_mean, _square.sqrt().mul_(scale).add_(Epsilon), rate);
    }

    /// <summary>The averages and the number of steps.</summary>
    /// <remarks>The number of steps stands in two figures in front, since one of single precision counts to 16 million.</remarks>
    public float[] GetState() => [_steps / Radix, _steps % Radix, .. ParameterVector.Read(_mean), .. ParameterVector.Read(_square)];

    /// <summary>Goes on from what <see cref="GetState"/> gave.</summary>
    public void SetState(float[] state)
    {
        _steps = ((long)state[0] * Radix) + (long)state[1];
        int count = (state.Length - 2) / 2;
        ParameterVector.Write(state[2..(2 + count)], _mean);
        ParameterVector.Write(state[(2 + count)..], _square);
    }

    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }
}
