using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>
/// Stochastic gradient descent with momentum that moves the weights of one path at a time: the others keep their values and their
/// velocities, and nothing of them decays.
/// </summary>
/// <remarks>
/// All weights are views of one vector, in which those of a layer are neighbours. A step takes a path's weights together in one vector,
/// computes there, and brings them back range by range.
/// </remarks>
internal sealed class PathOptimizer : IDisposable
{
    private readonly PathOptimizerOptions _options;
    private readonly Dictionary<Parameter, (long Offset, long Size)> _places = new(ReferenceEqualityComparer.Instance);
    private readonly torch.Tensor _vector;
    private readonly torch.Tensor _velocity;

    /// <param name="parameters">The weights of all paths.</param>
    /// <param name="options">How to descend.</param>
    public PathOptimizer(IEnumerable<Parameter> parameters, PathOptimizerOptions options)
    {
        _options = options;
        Parameter[] all = [.. parameters];
        _vector = ParameterVector.Join(all);
        _velocity = (options.Momentum > 0 ? torch.zeros_like(_vector) : torch.zeros(0)).DetachFromDisposeScope();
        long offset = 0;
        foreach (Parameter parameter in all)
        {
            _places[parameter] = (offset, parameter.NumberOfElements);
            offset += parameter.NumberOfElements;
        }
    }

    /// <summary>Computes the gradient of a loss by a path's weights, and takes one step.</summary>
    public void Step(torch.Tensor loss, IEnumerable<Parameter> path, double learningRate)
    {
        Parameter[] ordered = [.. path.OrderBy(parameter => _places[parameter].Offset)];
        Move(ordered, torch.autograd.grad([loss], ordered), learningRate);
    }

    /// <summary>Takes one step by the gradients of a path's weights.</summary>
    /// <param name="path">The weights, each once.</param>
    /// <param name="gradients">The gradient by each.</param>
    /// <param name="learningRate">The learning rate.</param>
    public void Step(IReadOnlyList<Parameter> path, IList<torch.Tensor> gradients, double learningRate)
    {
        int[] order = [.. Enumerable.Range(0, path.Count).OrderBy(i => _places[path[i]].Offset)];
        Move([.. order.Select(i => path[i])], [.. order.Select(i => gradients[i])], learningRate);
    }

    /// <summary>All weights in order.</summary>
    public float[] GetWeights() => ParameterVector.Read(_vector);

    /// <summary>The velocity of all weights in order; empty without momentum.</summary>
    public float[] GetVelocity() => ParameterVector.Read(_velocity);

    /// <summary>Reads weights and a velocity of these sizes.</summary>
    /// <exception cref="InvalidDataException">They have others.</exception>
    public (float[] Weights, float[] Velocity) Read(ContentReader reader) => (
        reader.ReadValues("weights", _vector.NumberOfElements), reader.ReadValues("velocity", _velocity.NumberOfElements));

    /// <summary>Goes on with weights and a velocity.</summary>
    public void Set(float[] weights, float[] velocity)
    {
        ParameterVector.Write(weights, _vector);
        if (velocity.Length > 0)
        {
            ParameterVector.Write(velocity, _velocity);
        }
    }

    /// <summary>Frees the optimizer's state. The parameters stay, and with them the vector's memory.</summary>
    public void Dispose()
    {
        _velocity.Dispose();
        _vector.Dispose();
    }

    private void Move(Parameter[] path, IList<torch.Tensor> gradients, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        List<(long Offset, long Size)> ranges = Join(path);
        var gradient = ParameterVector.Concatenate(gradients);
        ParameterVector.Clip(gradient, _options.GradientClip);
        torch.Tensor[] weights = [.. ranges.Select(range => _vector.narrow(0, range.Offset, range.Size))];
        if (_options.WeightDecay > 0)
        {
            using Scalar decay = _options.WeightDecay;
            gradient.add_(torch.cat(weights, 0), decay);
        }

        long[] sizes = [.. ranges.Select(range => range.Size)];
        var step = gradient;
        if (_options.Momentum > 0)
        {
            torch.Tensor[] velocities = [.. ranges.Select(range => _velocity.narrow(0, range.Offset, range.Size))];
            using Scalar momentum = _options.Momentum;
            var velocity = torch.cat(velocities, 0).mul_(momentum).add_(gradient);
            step = _options.Nesterov ? gradient.add_(velocity, momentum) : velocity;
            foreach (var (old, value) in velocities.Zip(velocity.split(sizes)))
            {
                old.copy_(value);
            }
        }

        using Scalar rate = -learningRate;
        foreach (var (weight, change) in weights.Zip(step.split(sizes)))
        {
            weight.add_(change, rate);
        }
    }

    // Ranges of weights that follow each other in the vector.
    private List<(long Offset, long Size)> Join(Parameter[] path)
    {
        var ranges = new List<(long Offset, long Size)>();
        foreach (Parameter parameter in path)
        {
            var (offset, size) = _places[parameter];
            if (ranges.Count > 0 && ranges[^1].Offset + ranges[^1].Size == offset)
            {
                ranges[^1] = (ranges[^1].Offset, ranges[^1].Size + size);
            }
            else
            {
                ranges.Add((offset, size));
            }
        }

        return ranges;
    }
}
