using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Stochastic gradient descent over all the parameters as one vector.
/// </summary>
/// <remarks>
/// A small network has hundreds of small parameters, and an optimizer that takes them one by one spends more time on calls than a small
/// network's backward pass takes. Here the parameters become views of one vector, and a step costs one concatenation and
/// a handful of operations on vectors, the clipping of the gradient's norm included; no value travels to the host.
/// </remarks>
internal abstract class VectorOptimizer : IDisposable
{
    private readonly double _clip;
    private readonly Parameter[] _parameters;

    protected VectorOptimizer(IEnumerable<Parameter> parameters, double clip)
    {
        _clip = clip;
        _parameters = [.. parameters];
        Vector = ParameterVector.Join(_parameters);
    }

    /// <summary>All parameters in order.</summary>
    protected torch.Tensor Vector { get; }

    /// <summary>The optimizer that options ask for.</summary>
    public static VectorOptimizer Create(IEnumerable<Parameter> parameters, TrainingOptions options) => options.Optimizer switch
    {
        TrainingOptimizer.AdamW => new AdamOptimizer(parameters, options),
        _ => new MomentumOptimizer(parameters, options),
    };

    /// <summary>The number of values that <see cref="GetState"/> gives for so many parameters.</summary>
    public static long GetStateSize(TrainingOptions options, long parameters) => options.Optimizer switch
    {
        TrainingOptimizer.AdamW => AdamMoments.GetStateSize(parameters),
        _ => parameters,
    };

    /// <summary>Computes the gradient of a loss and takes one step.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="differentiate">Computes the gradient by each parameter; null to leave it to libtorch.</param>
    public void Step(
        torch.Tensor loss, double learningRate, Func<torch.Tensor, IReadOnlyList<Parameter>, IList<torch.Tensor>>? differentiate = null)
    {
        var gradients = differentiate is null ? torch.autograd.grad([loss], _parameters) : differentiate(loss, _parameters);
        using var noGradient = torch.no_grad();
        var gradient = ParameterVector.Concatenate(gradients);
        ParameterVector.Clip(gradient, _clip);
        Move(gradient, learningRate);
    }

    /// <summary>What the optimizer keeps between steps, for all parameters in order.</summary>
    public abstract float[] GetState();

    /// <summary>Goes on with what <see cref="GetState"/> gave.</summary>
    public abstract void SetState(float[] state);

    /// <summary>Frees the optimizer's state. The parameters stay, and with them the vector's memory.</summary>
    public virtual void Dispose() => Vector.Dispose();

    /// <summary>Takes one step.</summary>
    /// <param name="gradient">The gradient of all parameters, clipped; it may be changed.</param>
    /// <param name="learningRate">The learning rate.</param>
    protected abstract void Move(torch.Tensor gradient, double learningRate);
}
