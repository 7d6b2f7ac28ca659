using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Stochastic gradient descent with momentum over all the parameters as one vector.
/// </summary>
/// <remarks>
/// A small network has hundreds of small parameters, and an optimizer that takes them one by one spends more time on calls than a small
/// network's backward pass takes. Here the parameters become views of one vector, and a step costs one concatenation and
/// a handful of operations on vectors, the clipping of the gradient's norm included; no value travels to the host.
/// </remarks>
internal sealed class MomentumOptimizer : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly Parameter[] _parameters;
    private readonly torch.Tensor _vector;
    private readonly torch.Tensor _velocity;

    public MomentumOptimizer(IEnumerable<Parameter> parameters, TrainingOptions options)
    {
        _options = options;
        _parameters = [.. parameters];
        _vector = ParameterVector.Join(_parameters);
        _velocity = torch.zeros_like(_vector).DetachFromDisposeScope();
    }

    /// <summary>Computes the gradient of a loss and takes one step.</summary>
    public void Step(torch.Tensor loss, double learningRate)
    {
        var gradients = torch.autograd.grad([loss], _parameters);
        using var noGradient = torch.no_grad();
        var gradient = ParameterVector.Concatenate(gradients);
        ParameterVector.Clip(gradient, _options.GradientClip);
        if (_options.WeightDecay > 0)
        {
            gradient.add_(_vector, _options.WeightDecay);
        }

        _velocity.mul_(_options.Momentum).add_(gradient);
        var step = _options.Nesterov ? gradient.add_(_velocity, _options.Momentum) : _velocity;
        _vector.add_(step, -learningRate);
    }

    /// <summary>The velocity of all parameters in order.</summary>
    public float[] GetVelocity() => ParameterVector.Read(_velocity);

    /// <summary>Goes on with a velocity that <see cref="GetVelocity"/> gave.</summary>
    public void SetVelocity(float[] velocity) => ParameterVector.Write(velocity, _velocity);

    /// <summary>Frees the optimizer's state. The parameters stay, and with them the vector's memory.</summary>
    public void Dispose()
    {
        _velocity.Dispose();
        _vector.Dispose();
    }
}
