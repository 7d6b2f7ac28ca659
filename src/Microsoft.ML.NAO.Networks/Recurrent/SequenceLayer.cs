using Microsoft.ML.NAO.Onnx;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// What stands between the embeddings and the decoder of a language model: it reads vectors step by step and keeps a state.
/// </summary>
/// <remarks>
/// It computes in two ways. <see cref="Forward"/> is plain, and differentiable by libtorch. <see cref="Trace"/> computes the same, keeps
/// what <see cref="Backward"/> needs, and costs a fraction of a differentiated loop of hundreds of small operations.
/// </remarks>
internal abstract class SequenceLayer : torch.nn.Module
{
    protected SequenceLayer(string name)
        : base(name)
    {
    }

    /// <summary>The number of values in the state of one sequence.</summary>
    public abstract int StateSize { get; }

    /// <summary>The trained values, in the order in which <see cref="Backward"/> takes their gradients.</summary>
    public abstract IReadOnlyList<Parameter> Weights { get; }

    /// <summary>Computes step by step.</summary>
    /// <param name="input">The inputs, of shape [steps, batch, size], what is dropped of them dropped.</param>
    /// <param name="state">The state before the first step, of shape [batch, <see cref="StateSize"/>].</param>
    /// <param name="hiddenMask">What hidden units are multiplied with before each product, of shape [batch, size]; null for nothing.</param>
    /// <returns>The output, of shape [steps, batch, size], and the state after the last step.</returns>
    public abstract (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask);

    /// <summary>Computes the same as <see cref="Forward"/> without libtorch's differentiation, for one call of <see cref="Backward"/>.</summary>
    /// <inheritdoc cref="Forward"/>
    public abstract (torch.Tensor Output, torch.Tensor State) Trace(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask);

    /// <summary>Differentiates the last <see cref="Trace"/>. No gradient passes to the state before the first step.</summary>
    /// <param name="outputGradient">The gradient by the output, of its shape.</param>
    /// <param name="weightGradients">Receive the gradients by <see cref="Weights"/>; what they held is overwritten.</param>
    /// <returns>The gradient by the input.</returns>
    public abstract torch.Tensor Backward(torch.Tensor outputGradient, ReadOnlySpan<torch.Tensor> weightGradients);

    /// <summary>Adds the layer, as it is in evaluation mode, to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the inputs, of shape [steps, batch, size], or [batch, size] for one step.</param>
    /// <param name="state">The name of the state before the first step.</param>
    /// <param name="wholeSequences">Whether there are steps.</param>
    /// <returns>The names of the output and of the state after the last step.</returns>
    public abstract (string Output, string State) Export(OnnxGraphBuilder graph, string input, string state, bool wholeSequences);
}
