using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>A part of a network with one input and one output, which can compute, be measured and be exported.</summary>
internal abstract class Layer : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    protected Layer(string name)
        : base(name)
    {
    }

    /// <summary>
    /// Whether the input passes through ReLU before the layer sees it. Whoever owns the layer applies it, so that all the layers
    /// that read one value share one ReLU.
    /// </summary>
    public virtual bool TakesRectifiedInput => false;

    /// <summary>
    /// The trained values and the running statistics, in an order that is the same for all layers of one structure, whoever owns what
    /// they are made of.
    /// </summary>
    public virtual IEnumerable<torch.Tensor> GetState() => [.. parameters(), .. buffers()];

    /// <summary>The shape of the output, and what one image costs.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="multiplyAdds">The layer's multiplications with addition are added to it.</param>
    public abstract ImageShape Measure(ImageShape input, ref long multiplyAdds);

    /// <summary>Adds the layer, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the input's value.</param>
    /// <returns>The name of the output's value.</returns>
    public abstract string Export(OnnxGraphBuilder graph, string input);
}
