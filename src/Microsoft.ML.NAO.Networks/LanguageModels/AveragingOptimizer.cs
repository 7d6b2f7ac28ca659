using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>
/// Stochastic gradient descent that can average the weights of all later steps (Polyak and Juditsky, 1992; PyTorch's <c>ASGD</c> with
/// <c>t0 = 0</c> and <c>lambd = 0</c>).
/// </summary>
/// <remarks>All parameters become views of one vector, and a step costs a handful of operations, whatever their number.</remarks>
internal sealed class AveragingOptimizer : IDisposable
{
    private const double NormEpsilon = 1e-6;

    private readonly LanguageModelTrainingOptions _options;
    private readonly torch.Tensor _weights;
    private readonly torch.Tensor _gradient;
    private torch.Tensor? _average;

    public AveragingOptimizer(IReadOnlyList<Parameter> parameters, LanguageModelTrainingOptions options)
    {
        _options = options;
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _weights = torch.cat([.. parameters.Select(parameter => parameter.reshape(-1))], 0).DetachFromDisposeScope();
        _gradient = torch.zeros_like(_weights).DetachFromDisposeScope();
        Gradients = new torch.Tensor[parameters.Count];
        long offset = 0;
        for (int i = 0; i < Gradients.Length; i++)
        {
            long size = parameters[i].NumberOfElements;
            parameters[i].set_(_weights.narrow(0, offset, size).view(parameters[i].shape));
            Gradients[i] = _gradient.narrow(0, offset, size).view(parameters[i].shape).DetachFromDisposeScope();
            offset += size;
        }
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
        if (_options.GradientClip > 0)
        {
            _gradient.mul_(_gradient.norm().add_(NormEpsilon).reciprocal_().mul_(_options.GradientClip).clamp_(max: 1));
        }

        if (_options.WeightDecay > 0)
        {
            _gradient.add_(_weights, _options.WeightDecay);
        }

        _weights.add_(_gradient, -learningRate);
        if (_average is not null)
        {
            AveragedSteps++;
            _average.add_(_weights.sub(_average), 1.0 / AveragedSteps!.Value);
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
    public float[] GetWeights() => Read(_weights);

    /// <summary>Replaces the weights.</summary>
    public void SetWeights(float[] weights) => Write(weights, _weights);

    /// <summary>The average; null before it began.</summary>
    public float[]? GetAverage() => _average is null ? null : Read(_average);

    /// <summary>Goes on with an average.</summary>
    public void SetAverage(float[] average, long steps)
    {
        BeginAveraging();
        Write(average, _average!);
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
        _weights.Dispose();
    }

    private static float[] Read(torch.Tensor tensor)
    {
        using var onHost = tensor.cpu();
        return onHost.data<float>().ToArray();
    }

    private static void Write(float[] values, torch.Tensor tensor)
    {
        using var noGradient = torch.no_grad();
        using var onHost = torch.tensor(values);
        tensor.copy_(onHost);
    }
}
