using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>Momentum, Nesterov's or not; weights decay as a part of the gradient.</summary>
internal sealed class MomentumOptimizer : VectorOptimizer
{
    private readonly TrainingOptions _options;
    private readonly torch.Tensor _velocity;

    public MomentumOptimizer(IEnumerable<Parameter> parameters, TrainingOptions options)
        : base(parameters, options.GradientClip)
    {
        _options = options;
        _velocity = torch.zeros_like(Vector).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override float[] GetState() => ParameterVector.Read(_velocity);

    /// <inheritdoc/>
    public override void SetState(float[] state) => ParameterVector.Write(state, _velocity);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _velocity.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Move(torch.Tensor gradient, double learningRate)
    {
        if (_options.WeightDecay > 0)
        {
            using Scalar decay = _options.WeightDecay;
            gradient.add_(Vector, decay);
        }

        using Scalar momentum = _options.Momentum;
        using Scalar rate = -learningRate;
        _velocity.mul_(momentum).add_(gradient);
        var step = _options.Nesterov ? gradient.add_(_velocity, momentum) : _velocity;
        Vector.add_(step, rate);
    }
}
