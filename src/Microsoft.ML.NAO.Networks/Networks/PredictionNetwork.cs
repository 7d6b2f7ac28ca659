using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks;

/// <summary>A network that predicts a class or a value of each sample.</summary>
/// <remarks>
/// Its input are samples as they are in the data set, of shape [batch, …]; its output are logits of shape [batch, classes], or values in the
/// targets' own unit of shape [batch, 1]. The network lives on the device that it was created on. It starts in training mode.
/// </remarks>
public abstract class PredictionNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    // Of values only, which a network is trained on with mean 0 and deviation 1.
    private readonly torch.Tensor? _targetMean;
    private readonly torch.Tensor? _targetDeviation;

    /// <param name="name">The name of the module.</param>
    /// <param name="outputCount">The number of classes; 1 for a value.</param>
    /// <param name="device">Where the network lives.</param>
    private protected PredictionNetwork(string name, int outputCount, torch.Device device)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        OutputCount = outputCount;
        Device = device;
        if (PredictsValue)
        {
            _targetMean = torch.zeros([1], device: device).DetachFromDisposeScope();
            _targetDeviation = torch.ones([1], device: device).DetachFromDisposeScope();
            register_buffer("target_mean", _targetMean);
            register_buffer("target_deviation", _targetDeviation);
        }
    }

    /// <summary>The number of classes; 1 where the network predicts a value.</summary>
    public int OutputCount { get; }

    /// <summary>Whether the network predicts a value, not classes.</summary>
    public bool PredictsValue => OutputCount == 1;

    /// <summary>Where the network lives.</summary>
    public torch.Device Device { get; }

    /// <summary>What the network costs.</summary>
    public abstract NetworkStatistics Statistics { get; }

    /// <summary>How much of the training is done, from 0 to 1.</summary>
    internal double TrainingProgress { get; set; } = 1;

    /// <summary>Whether the network's operations take long enough to be shared between threads, where the options leave that open.</summary>
    internal abstract bool IsWorthSharing { get; }

    /// <summary>Sets the normalization of inputs, and of values to predict, to the figures of a data set.</summary>
    /// <param name="train">The training set.</param>
    /// <exception cref="ArgumentException">Its samples are not what the network takes.</exception>
    public void SetNormalization(SampleDataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        CheckDataset(train);
        SetInputNormalization(train);
        if (_targetMean is not null)
        {
            var (mean, deviation) = TargetStatistics.Measure((ValueTargets)train.Targets, train.Weights);
            using var noGradient = torch.no_grad();
            using Scalar filledMean = mean;
            using Scalar filledDeviation = deviation;
            _targetMean.fill_(filledMean);
            _targetDeviation!.fill_(filledDeviation);
        }
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var outputs = Compute(input).Outputs;
        return _targetMean is null ? outputs : outputs.mul(_targetDeviation!).add(_targetMean);
    }

    /// <summary>The logits, or the standardized values, and in training those of the auxiliary classifier where there is one.</summary>
    /// <param name="input">Samples.</param>
    /// <param name="normalized">Whether the batcher has normalized them already.</param>
    internal abstract (torch.Tensor Outputs, torch.Tensor? Auxiliary) Compute(torch.Tensor input, bool normalized = false);

    /// <summary>As <see cref="Compute"/>, in a step of training whose gradient <see cref="Differentiate"/> computes next.</summary>
    internal virtual (torch.Tensor Outputs, torch.Tensor? Auxiliary) ComputeForGradient(torch.Tensor input, bool normalized) => Compute(input, normalized);

    /// <summary>The gradient of a loss of what <see cref="ComputeForGradient"/> gave last.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <returns>The gradient by each of them.</returns>
    internal virtual IList<torch.Tensor> Differentiate(torch.Tensor loss, IReadOnlyList<Parameter> parameters) =>
        torch.autograd.grad([loss], [.. parameters]);

    /// <summary>Values to predict as <see cref="Compute"/> gives them.</summary>
    internal torch.Tensor Standardize(torch.Tensor values) => values.sub(_targetMean!).div(_targetDeviation!);

    /// <summary>Makes the batches of a training.</summary>
    internal virtual SampleBatcher CreateTrainingBatcher(SampleDataset train) => train.CreateBatcher();

    /// <summary>Adds the graph's input.</summary>
    /// <returns>The name of the value that <see cref="Export"/> takes.</returns>
    internal abstract string AddInput(OnnxGraphBuilder graph, OnnxExportOptions options);

    /// <summary>Adds the network, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the value with samples.</param>
    /// <returns>The name of the value with the logits, of shape [samples, classes], or the values in the targets' unit, of shape [samples, 1].</returns>
    internal string Export(OnnxGraphBuilder graph, string input)
    {
        string outputs = ExportOutputs(graph, input);
        return _targetMean is null ? outputs : graph.AddNode(
            "Add",
            [graph.AddNode("Mul", [outputs, graph.AddConstant("deviation", _targetDeviation!)]), graph.AddConstant("mean", _targetMean)]);
    }

    /// <summary>All that it takes to build the network again, as text.</summary>
    internal abstract string Describe();

    /// <summary>Starts the random numbers of what the network drops again.</summary>
    internal abstract void ResetMasks(int seed);

    /// <summary>Throws unless the network can read a data set.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says why.</exception>
    internal void CheckDataset(SampleDataset dataset)
    {
        CheckSamples(dataset);
        bool values = dataset.Targets is ValueTargets;
        if (values != PredictsValue)
        {
            throw new ArgumentException(
                $"The network predicts {(PredictsValue ? "a value" : "classes")}, the data set has {(values ? "values" : "classes")}.", nameof(dataset));
        }

        if (dataset.Targets.OutputCount > OutputCount)
        {
            throw new ArgumentException($"The network tells {OutputCount} classes apart, the data set has {dataset.Targets.OutputCount}.", nameof(dataset));
        }
    }

    /// <summary>The weights and running averages of now.</summary>
    internal byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        save(writer);
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Goes back to what <see cref="ToBytes"/> gave.</summary>
    internal void FromBytes(byte[] weights)
    {
        using var reader = new BinaryReader(new MemoryStream(weights));
        load(reader);
    }

    /// <summary>Throws unless the samples have the kind and shape that the network takes.</summary>
    private protected abstract void CheckSamples(SampleDataset dataset);

    /// <summary>Sets the normalization of inputs to the figures of a data set that was checked.</summary>
    private protected abstract void SetInputNormalization(SampleDataset train);

    /// <summary>Adds what <see cref="Compute"/> does to a graph.</summary>
    private protected abstract string ExportOutputs(OnnxGraphBuilder graph, string input);
}
