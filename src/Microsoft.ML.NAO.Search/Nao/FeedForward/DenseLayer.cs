using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>A layer that multiplies rows with weights [inputs, outputs] and adds a bias [outputs].</summary>
internal static class DenseLayer
{
    /// <summary>Computes the outputs [rows, outputs] of inputs [rows, inputs].</summary>
    public static void Compute(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output)
    {
        for (int at = 0; at < output.Length; at += bias.Length)
        {
            bias.CopyTo(output[at..]);
        }

        MatrixProduct.Add(input, weights, output, weights.Length / bias.Length, bias.Length);
    }

    /// <summary>Keeps what is positive.</summary>
    public static void Rectify(Span<float> values) => TensorPrimitives.Max(values, 0, values);

    /// <summary>Clears the gradient where <see cref="Rectify"/> kept nothing.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="rectified">What <see cref="Rectify"/> left.</param>
    public static void RectifyGradient(Span<float> gradient, ReadOnlySpan<float> rectified)
    {
        Span<Vector<float>> gradients = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        ReadOnlySpan<Vector<float>> kept = MemoryMarshal.Cast<float, Vector<float>>(rectified);
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = Vector.ConditionalSelect(Vector.GreaterThan(kept[i], Vector<float>.Zero), gradients[i], Vector<float>.Zero);
        }

        for (int i = gradients.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            gradient[i] = rectified[i] > 0 ? gradient[i] : 0;
        }
    }

    /// <summary>Adds to the gradients by weights and bias.</summary>
    public static void AddGradient(ReadOnlySpan<float> input, ReadOnlySpan<float> output, Span<float> weights, Span<float> bias)
    {
        int outputs = bias.Length;
        MatrixProduct.AddTransposed(input, output, weights, output.Length / outputs, outputs);
        for (int at = 0; at < output.Length; at += outputs)
        {
            TensorPrimitives.Add(bias, output.Slice(at, outputs), bias);
        }
    }

    /// <summary>Adds the gradient by the inputs [rows, inputs].</summary>
    /// <param name="output">The gradient by the outputs [rows, outputs].</param>
    /// <param name="weights">The weights [inputs, outputs].</param>
    /// <param name="input">Where it is added.</param>
    /// <param name="outputs">The number of outputs.</param>
    public static void AddInputGradient(ReadOnlySpan<float> output, ReadOnlySpan<float> weights, Span<float> input, int outputs)
    {
        var transposed = new float[weights.Length];
        MatrixProduct.Transpose(weights, transposed, outputs);
        MatrixProduct.Add(output, transposed, input, outputs, weights.Length / outputs);
    }
}
