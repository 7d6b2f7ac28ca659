using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>Adam with weights that decay apart from the gradient; see <see cref="AdamMoments"/>.</summary>
internal sealed class AdamOptimizer : VectorOptimizer
{
    private readonly AdamMoments _moments;

    public AdamOptimizer(IEnumerable<Parameter> parameters, TrainingOptions options)
        : base(parameters, options.GradientClip) => _moments = new AdamMoments(Vector, options.WeightDecay);

    /// <inheritdoc/>
    public override float[] GetState() => _moments.GetState();

    /// <inheritdoc/>
    public override void SetState(float[] state) => _moments.SetState(state);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _moments.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Move(torch.Tensor gradient, double learningRate) => _moments.Move(gradient, learningRate);
}
