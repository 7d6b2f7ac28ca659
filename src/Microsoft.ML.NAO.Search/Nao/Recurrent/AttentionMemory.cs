using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// The encoder's hidden states as the decoder attends to them. They are fewer than its own, and the same for all of its steps: what can be
/// multiplied with them is multiplied once.
/// </summary>
/// <param name="Keys">What the decoder's states are compared with: [batch, steps, hidden].</param>
/// <param name="Values">What contexts are means of: [batch, steps, hidden].</param>
internal sealed record AttentionMemory(Tensor Keys, Tensor Values)
{
    /// <summary>
    /// The contexts [batch, hidden] that single states attend to, without a gradient: means of the values, weighted by the softmax of the
    /// keys' products with the state. libtorch's products of one row for each architecture are mostly overhead. Keys and values must be
    /// contiguous.
    /// </summary>
    /// <param name="states">The decoder's states: [batch, hidden].</param>
    public Tensor Attend(Tensor states)
    {
        Tensor contexts = zeros_like(states);
        int hidden = (int)states.shape[1];
        int size = (int)Keys.shape[1] * hidden;
        Span<float> weights = stackalloc float[(int)Keys.shape[1]];
        ReadOnlySpan<float> state = states.contiguous().GetValues();
        ReadOnlySpan<float> keys = Keys.GetValues();
        ReadOnlySpan<float> values = Values.GetValues();
        Span<float> context = contexts.GetValues();
        for (int row = 0; row * hidden < state.Length; row++)
        {
            ReadOnlySpan<float> own = state.Slice(row * hidden, hidden);
            for (int step = 0; step < weights.Length; step++)
            {
                weights[step] = TensorPrimitives.Dot(own, keys.Slice((row * size) + (step * hidden), hidden));
            }

            TensorPrimitives.SoftMax(weights, weights);
            Span<float> sum = context.Slice(row * hidden, hidden);
            for (int step = 0; step < weights.Length; step++)
            {
                TensorPrimitives.MultiplyAdd(values.Slice((row * size) + (step * hidden), hidden), weights[step], sum, sum);
            }
        }

        return contexts;
    }
}
