using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How a network for images is wired from its input to its logits.</summary>
/// <param name="Normalization">Normalizes the input.</param>
/// <param name="Stem">The layers up to what the first cell reads as its first input.</param>
/// <param name="StemReduction">The layers between that and what it reads as its second; null where both are the same.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Classifier">Reads the last cell's output.</param>
/// <param name="Auxiliary">Reads the output of a cell in training; null for none.</param>
/// <param name="AuxiliaryCell">That cell.</param>
internal sealed record CellStack(
    InputNormalization Normalization,
    LayerSequence Stem,
    LayerSequence? StemReduction,
    IReadOnlyList<WiredCell> Cells,
    Classifier Classifier,
    AuxiliaryClassifier? Auxiliary,
    int AuxiliaryCell)
{
    /// <summary>Trained values and running statistics, in an order that is the same for all networks of one structure.</summary>
    public IEnumerable<torch.Tensor> State =>
    [
        .. Normalization.GetState(),
        .. Stem.GetState(),
        .. StemReduction?.GetState() ?? [],
        .. Cells.SelectMany(cell => cell.Layers.All).SelectMany(layer => layer.GetState()),
        .. Classifier.GetState(),
        .. Auxiliary?.GetState() ?? [],
    ];

    /// <summary>The logits, and where they are asked for those of the auxiliary classifier.</summary>
    /// <param name="images">Images of shape [batch, channels, height, width].</param>
    /// <param name="masks">The masks of drop-path; null for none.</param>
    /// <param name="auxiliary">Whether the auxiliary classifier computes.</param>
    /// <param name="normalized">Whether the images are normalized already.</param>
    public (torch.Tensor Logits, torch.Tensor? Auxiliary) Compute(torch.Tensor images, torch.Tensor[]? masks, bool auxiliary, bool normalized)
    {
        NodeValue<torch.Tensor>? middle = null;
        var wiring = new TensorWiring(masks);
        var input = normalized ? images : wiring.Apply(Normalization, images);
        var logits = Wire(wiring, input, ToChannelsLast, (k, value) => middle = k == AuxiliaryCell ? value : middle);
        return (logits, auxiliary ? Auxiliary?.forward(middle!.Rectified) : null);
    }

    /// <summary>Wires a normalized input through to the logits.</summary>
    public T Wire<T>(IWiring<T> wiring, T normalized, Func<T, T>? afterStem = null, Action<int, NodeValue<T>>? afterCell = null)
    {
        T stem = wiring.Apply(Stem, normalized);
        var first = new NodeValue<T>(wiring, afterStem is null ? stem : afterStem(stem));
        var second = StemReduction is null ? first : new NodeValue<T>(wiring, first.Through(StemReduction));
        for (int k = 0; k < Cells.Count; k++)
        {
            (first, second) = (second, Cells[k].Wire(wiring, first, second));
            afterCell?.Invoke(k, second);
        }

        return second.Through(Classifier);
    }

    // oneDNN and the pooling kernels of libtorch's CPU part are two to eight times as fast on channels-last memory; the layout of the
    // stem's output decides that of every later value. (The stem's own input may have one channel, where the layouts look alike.)
    private static torch.Tensor ToChannelsLast(torch.Tensor value) => value.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
