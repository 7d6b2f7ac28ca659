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
    private const double NormEpsilon = 1e-6;

    private readonly TrainingOptions _options;
    private readonly Parameter[] _parameters;
    private readonly torch.Tensor _vector;
    private readonly torch.Tensor _velocity;

    public MomentumOptimizer(IEnumerable<Parameter> parameters, TrainingOptions options)
    {
        _options = options;
        _parameters = [.. parameters];
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _vector = torch.cat([.. _parameters.Select(parameter => parameter.reshape(-1))], 0).DetachFromDisposeScope();
        _velocity = torch.zeros_like(_vector).DetachFromDisposeScope();
        long offset = 0;
        foreach (Parameter parameter in _parameters)
        {
            long size = parameter.NumberOfElements;
            parameter.set_(_vector.narrow(0, offset, size).view(parameter.shape));
            offset += size;
        }
    }

    /// <summary>Computes the gradient of a loss and takes one step.</summary>
    public void Step(torch.Tensor loss, double learningRate)
    {
        var gradients = torch.autograd.grad([loss], _parameters);
        using var noGradient = torch.no_grad();
        var gradient = torch.cat([.. gradients.Select(part => part.reshape(-1))], 0);
        if (_options.GradientClip > 0)
        {
            var factor = gradient.norm().add_(NormEpsilon).reciprocal_().mul_(_options.GradientClip).clamp_(max: 1);
            gradient.mul_(factor);
        }

        if (_options.WeightDecay > 0)
        {
            gradient.add_(_vector, _options.WeightDecay);
        }

        _velocity.mul_(_options.Momentum).add_(gradient);
        var step = _options.Nesterov ? gradient.add_(_velocity, _options.Momentum) : _velocity;
        _vector.add_(step, -learningRate);
    }

    /// <summary>The velocity of all parameters in order.</summary>
    public float[] GetVelocity()
    {
        using var onHost = _velocity.cpu();
        return onHost.data<float>().ToArray();
    }

    /// <summary>Goes on with a velocity that <see cref="GetVelocity"/> gave.</summary>
    public void SetVelocity(float[] velocity)
    {
        using var values = torch.tensor(velocity);
        _velocity.copy_(values);
    }

    /// <summary>Frees the optimizer's state. The parameters stay, and with them the vector's memory.</summary>
    public void Dispose()
    {
        _velocity.Dispose();
        _vector.Dispose();
    }
}
