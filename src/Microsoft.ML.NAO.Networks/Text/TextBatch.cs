using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Text;

/// <summary>Texts as a recurrent cell reads them: step by step, and no further than the longest one goes.</summary>
/// <param name="Words">The tokens, an int64 of shape [steps · batch], all texts' first ones first.</param>
/// <param name="IsText">Which steps belong to their texts, a boolean of shape [steps, batch, 1].</param>
/// <param name="Lengths">The number of steps of each text, an int64 of shape [batch, 1].</param>
internal sealed record TextBatch(torch.Tensor Words, torch.Tensor IsText, torch.Tensor Lengths)
{
    public long Steps => IsText.shape[0];

    public long Size => IsText.shape[1];

    /// <summary>Arranges tokens of shape [batch, length].</summary>
    public static TextBatch Create(torch.Tensor tokens)
    {
        using Scalar padding = TokenDataset.Padding;
        var isText = tokens.ne(padding);
        var lengths = isText.sum([1], keepdim: true);
        long steps = lengths.max().item<long>();
        return new TextBatch(
            tokens.narrow(1, 0, steps).t().reshape(-1), isText.narrow(1, 0, steps).t().unsqueeze(2), lengths);
    }
}
