using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>
/// Stochastic gradient descent, or AdamW, that can average the weights of all later steps (Polyak and Juditsky, 1992; PyTorch's <c>ASGD</c> with
/// <c>t0 = 0</c> and <c>lambd = 0</c>).
/// </summary>
/// <remarks>All parameters become views of one vector, and a step costs a handful of operations, whatever their number.</remarks>
internal sealed class AveragingOptimizer : IDisposable
{
    private readonly LanguageModelTrainingOptions _options;
    private readonly torch.Tensor _weights;
    private readonly torch.Tensor _gradient;
    private readonly AdamMoments? _moments;
    private torch.Tensor? _average;

    public AveragingOptimizer(IReadOnlyList<Parameter> parameters, LanguageModelTrainingOptions options)
    {
        _options = options;
        using var scope = torch.NewDisposeScope();
        _weights = ParameterVector.Join(parameters);
        _gradient = torch.zeros_like(_weights).DetachFromDisposeScope();
        _moments = options.Optimizer == LanguageModelOptimizer.AdamW ? new AdamMoments(_weights, options.WeightDecay) : null;
        Gradients = [.. ParameterVector.Split(_gradient, parameters).Select(gradient => gradient.DetachFromDisposeScope())];
    }

    /// <summary>Where the gradients by the parameters go, in their order.</summary>
    public torch.Tensor[] Gradients { get; }

    /// <summary>How many steps are in the average; null before it began.</summary>
    public long? AveragedSteps { get; private set; }

    /// <summary>Begins to average.</summary>
    public void BeginAveraging()
    {
        AveragedSteps = 0;
        _average = _weights.clone().DetachFromDisposeScope();
    }

    /// <summary>Takes a step by the gradients that are in <see cref="Gradients"/>.</summary>
    public void Step(double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        ParameterVector.Clip(_gradient, _options.GradientClip);
        Move(learningRate);
        if (_average is not null)
        {
            AveragedSteps++;
            using Scalar share = 1.0 / AveragedSteps!.Value;
            _average.add_(_weights.sub(_average), share);
        }
    }

    /// <summary>Exchanges the weights and their average, if there is one.</summary>
    public void Exchange()
    {
        if (_average is not null)
        {
            using var noGradient = torch.no_grad();
            using var before = _weights.clone();
            _weights.copy_(_average);
            _average.copy_(before);
        }
    }

    /// <summary>The weights.</summary>
    public float[] GetWeights() => ParameterVector.Read(_weights);

    /// <summary>Replaces the weights.</summary>
    public void SetWeights(float[] weights) => ParameterVector.Write(weights, _weights);

    /// <summary>What the next step depends on besides weights and gradient; null for nothing.</summary>
    public float[]? GetMoments() => _moments?.GetState();

    /// <summary>Goes on from what <see cref="GetMoments"/> gave.</summary>
    public void SetMoments(float[]? moments)
    {
        if (moments is not null)
        {
            _moments!.SetState(moments);
        }
    }

    /// <summary>The average; null before it began.</summary>
    public float[]? GetAverage() => _average is null ? null : ParameterVector.Read(_average);

    /// <summary>Goes on with an average.</summary>
    public void SetAverage(float[] average, long steps)
    {
        BeginAveraging();
        ParameterVector.Write(average, _average!);
        AveragedSteps = steps;
    }

    /// <summary>Frees the optimizer's state. The parameters stay, and with them the vector's memory.</summary>
    public void Dispose()
    {
        foreach (var gradient in Gradients)
        {
            gradient.Dispose();
        }

        _gradient.Dispose();
        _average?.Dispose();
        _moments?.Dispose();
        _weights.Dispose();
    }

    private void Move(double learningRate)
    {
        if (_moments is not null)
        {
            _moments.Move(_gradient, learningRate);
            return;
        }

        if (_options.WeightDecay > 0)
        {
            using Scalar decay = _options.WeightDecay;
            _gradient.add_(_weights, decay);
        }

        using Scalar rate = -learningRate;
        _weights.add_(_gradient, rate);
    }
}
