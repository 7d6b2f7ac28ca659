using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// What a step of an LSTM does element by element, one row of a batch after another while it is at hand: as operations of libtorch, each
/// of which goes through all rows, it costs as much as the step's matrix product.
/// </summary>
internal static class LstmGates
{
    /// <summary>Input, forget, cell and output, in libtorch's order.</summary>
    public const int Count = 4;

    private static readonly int Width = Vector<float>.Count;

    /// <summary>Opens the gates, and computes what the step gives.</summary>
    /// <param name="gates">What goes into the gates, and then the gates: [rows, 4 × hidden].</param>
    /// <param name="before">The cells before the step: [rows, hidden].</param>
    /// <param name="cells">The cells after it: [rows, hidden].</param>
    /// <param name="squashed">Their tanh: [rows, hidden].</param>
    /// <param name="outputs">The hidden states after it: [rows, hidden].</param>
    /// <param name="hidden">The number of hidden values.</param>
    public static void Open(
        Span<float> gates, ReadOnlySpan<float> before, Span<float> cells, Span<float> squashed, Span<float> outputs, int hidden)
    {
        for (int at = 0; at < cells.Length; at += hidden)
        {
            Span<float> row = gates.Slice(Count * at, Count * hidden);
            Span<float> cell = cells.Slice(at, hidden);
            Span<float> tanh = squashed.Slice(at, hidden);
            Span<float> candidate = row.Slice(2 * hidden, hidden);
            TensorPrimitives.Sigmoid(row[..(2 * hidden)], row);
            TensorPrimitives.Tanh(candidate, candidate);
            TensorPrimitives.Sigmoid(row[(3 * hidden)..], row[(3 * hidden)..]);
            TensorPrimitives.Multiply(row.Slice(hidden, hidden), before.Slice(at, hidden), cell);
            TensorPrimitives.MultiplyAdd(row[..hidden], candidate, cell, cell);
            TensorPrimitives.Tanh(cell, tanh);
            TensorPrimitives.Multiply(row[(3 * hidden)..], tanh, outputs.Slice(at, hidden));
        }
    }

    /// <summary>The gradient of a step.</summary>
    /// <param name="gates">The gates, and then the gradient by what went into them: [rows, 4 × hidden].</param>
    /// <param name="before">The cells before the step: [rows, hidden].</param>
    /// <param name="squashed">The tanh of the cells after it: [rows, hidden].</param>
    /// <param name="outputs">The gradient by the hidden states after it: [rows, hidden].</param>
    /// <param name="cells">The gradient by the cells after it from the steps that follow, and then that by the cells before it: [rows, hidden].</param>
    /// <param name="hidden">The number of hidden values.</param>
    public static void Backward(
        Span<float> gates, ReadOnlySpan<float> before, ReadOnlySpan<float> squashed, ReadOnlySpan<float> outputs, Span<float> cells, int hidden)
    {
        for (int at = 0; at < cells.Length; at += hidden)
        {
            var row = new Row(
                gates.Slice(Count * at, Count * hidden), before.Slice(at, hidden), squashed.Slice(at, hidden), outputs.Slice(at, hidden), cells.Slice(at, hidden));
            int column = 0;
            for (; column + Width <= hidden; column += Width)
            {
                row.Backward(column, hidden);
            }

            if (column < hidden)
            {
                BackwardRest(row, column, hidden);
            }
        }
    }

    /// <summary>The last columns, which are too few for a vector.</summary>
    private static void BackwardRest(Row row, int column, int hidden)
    {
        int rest = hidden - column;
        Span<float> padded = stackalloc float[(Count + 4) * Width];
        padded.Clear();
        for (int gate = 0; gate < Count; gate++)
        {
            row.Gates.Slice((gate * hidden) + column, rest).CopyTo(padded[(gate * Width)..]);
        }

        row.Before.Slice(column, rest).CopyTo(padded[(Count * Width)..]);
        row.Squashed.Slice(column, rest).CopyTo(padded[((Count + 1) * Width)..]);
        row.Outputs.Slice(column, rest).CopyTo(padded[((Count + 2) * Width)..]);
        row.Cells.Slice(column, rest).CopyTo(padded[((Count + 3) * Width)..]);
        Span<float> cells = padded.Slice((Count + 3) * Width, Width);
        new Row(
            padded[..(Count * Width)],
            padded.Slice(Count * Width, Width),
            padded.Slice((Count + 1) * Width, Width),
            padded.Slice((Count + 2) * Width, Width),
            cells).Backward(0, Width);
        for (int gate = 0; gate < Count; gate++)
        {
            padded.Slice(gate * Width, rest).CopyTo(row.Gates[((gate * hidden) + column)..]);
        }

        cells[..rest].CopyTo(row.Cells[column..]);
    }

    private readonly ref struct Row(
        Span<float> gates, ReadOnlySpan<float> before, ReadOnlySpan<float> squashed, ReadOnlySpan<float> outputs, Span<float> cells)
    {
        public Span<float> Gates { get; } = gates;

        public ReadOnlySpan<float> Before { get; } = before;

        public ReadOnlySpan<float> Squashed { get; } = squashed;

        public ReadOnlySpan<float> Outputs { get; } = outputs;

        public Span<float> Cells { get; } = cells;

        public void Backward(int column, int hidden)
        {
            ref float gates = ref Unsafe.Add(ref MemoryMarshal.GetReference(Gates), column);
            ref float forgetGate = ref Unsafe.Add(ref gates, hidden);
            ref float candidateGate = ref Unsafe.Add(ref forgetGate, hidden);
            ref float outputGate = ref Unsafe.Add(ref candidateGate, hidden);
            ref float cells = ref Unsafe.Add(ref MemoryMarshal.GetReference(Cells), column);
            Vector<float> input = Vector.LoadUnsafe(ref gates);
            Vector<float> forget = Vector.LoadUnsafe(ref forgetGate);
            Vector<float> candidate = Vector.LoadUnsafe(ref candidateGate);
            Vector<float> output = Vector.LoadUnsafe(ref outputGate);
            Vector<float> before = Vector.LoadUnsafe(in MemoryMarshal.GetReference(Before), (nuint)column);
            Vector<float> tanh = Vector.LoadUnsafe(in MemoryMarshal.GetReference(Squashed), (nuint)column);
            Vector<float> byOutput = Vector.LoadUnsafe(in MemoryMarshal.GetReference(Outputs), (nuint)column);
            Vector<float> one = Vector<float>.One;

            Vector<float> byCell = Vector.LoadUnsafe(ref cells) + (byOutput * output * (one - (tanh * tanh)));
            (byCell * candidate * input * (one - input)).StoreUnsafe(ref gates);
            (byCell * before * forget * (one - forget)).StoreUnsafe(ref forgetGate);
            (byCell * input * (one - (candidate * candidate))).StoreUnsafe(ref candidateGate);
            (byOutput * tanh * output * (one - output)).StoreUnsafe(ref outputGate);
            (byCell * forget).StoreUnsafe(ref cells);
        }
    }
}
