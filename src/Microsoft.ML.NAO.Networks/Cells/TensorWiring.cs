using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Cells;

/// <summary>Wires that carry tensors: carrying them out computes.</summary>
internal sealed class TensorWiring : IWiring<torch.Tensor>
{
    private readonly torch.Tensor[]? _dropPathMasks;
    private int _nextMask;

    /// <summary>Creates the wiring of one pass.</summary>
    /// <param name="dropPathMasks">One mask of shape [images, 1, 1, 1] for each branch that may be dropped, in order; null for none.</param>
    public TensorWiring(torch.Tensor[]? dropPathMasks = null) => _dropPathMasks = dropPathMasks;

    public torch.Tensor Apply(Layer layer, torch.Tensor input) => layer.forward(input);

    public torch.Tensor Rectify(torch.Tensor value) => value.relu();

    public torch.Tensor Add(torch.Tensor first, torch.Tensor second) => first.add(second);

    public torch.Tensor Concatenate(torch.Tensor[] values) => torch.cat(values, 1);

    public torch.Tensor Drop(torch.Tensor value) => _dropPathMasks is null ? value : value.mul(_dropPathMasks[_nextMask++]);
}
