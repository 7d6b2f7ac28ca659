namespace TorchSharp.Modules;

/// <summary>The options that LSTM and GRU share.</summary>
internal sealed class RecurrentShape
{
    internal long InputSize { get; init; }

    internal long HiddenSize { get; init; }

    internal long Layers { get; init; }

    internal bool HasBias { get; init; }

    internal bool BatchFirst { get; init; }

    internal double Dropout { get; init; }

    internal bool Bidirectional { get; init; }

    internal long Directions => Bidirectional ? 2 : 1;

    /// <summary>Names and sizes of the parameters, in the order in which libtorch keeps and initialises them.</summary>
    internal IEnumerable<(string Name, long[] Size)> Parameters(long gates)
    {
        for (long layer = 0; layer < Layers; layer++)
        {
            long input = layer == 0 ? InputSize : HiddenSize * Directions;
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = direction == 0 ? $"_l{layer}" : $"_l{layer}_reverse";
                yield return ($"weight_ih{suffix}", [gates * HiddenSize, input]);
                yield return ($"weight_hh{suffix}", [gates * HiddenSize, HiddenSize]);
                if (HasBias)
                {
                    yield return ($"bias_ih{suffix}", [gates * HiddenSize]);
                    yield return ($"bias_hh{suffix}", [gates * HiddenSize]);
                }
            }
        }
    }

    internal torch.Tensor ZeroState(torch.Tensor input)
    {
        long batch = input.size(BatchFirst ? 0 : 1);
        return torch.zeros([Layers * Directions, batch, HiddenSize], dtype: input.dtype, device: input.device);
    }
}
