using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// Products of small matrices, in rows one after another. A library's call for each costs more than the product of matrices of this size.
/// </summary>
internal static class MatrixProduct
{
    private const int RowBlock = 4;

    private static readonly int Width = Vector<float>.Count;

    /// <summary>Adds a · b to c.</summary>
    /// <param name="a">[rows, inner].</param>
    /// <param name="b">[inner, columns].</param>
    /// <param name="c">[rows, columns].</param>
    /// <param name="inner">The number of columns of a, and of rows of b.</param>
    /// <param name="columns">The number of columns of b and c.</param>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int inner, int columns) =>
        Add(a, inner, 1, b, c, c.Length / columns, inner, columns);

    /// <summary>Adds aᵀ · b to c.</summary>
    /// <param name="a">[inner, rows].</param>
    /// <param name="b">[inner, columns].</param>
    /// <param name="c">[rows, columns].</param>
    /// <param name="inner">The number of rows of a and b.</param>
    /// <param name="columns">The number of columns of b and c.</param>
    public static void AddTransposed(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int inner, int columns) =>
        Add(a, 1, c.Length / columns, b, c, c.Length / columns, inner, columns);

    /// <summary>Writes the transposed of a matrix.</summary>
    /// <param name="from">[rows, columns].</param>
    /// <param name="to">[columns, rows].</param>
    /// <param name="columns">The number of columns.</param>
    public static void Transpose(ReadOnlySpan<float> from, Span<float> to, int columns)
    {
        int rows = from.Length / columns;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                to[(column * rows) + row] = from[(row * columns) + column];
            }
        }
    }

    private static void Add(
        ReadOnlySpan<float> a, int rowStride, int innerStride, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        int column = 0;
        for (; column + (2 * Width) <= columns; column += 2 * Width)
        {
            AddPanel(a, rowStride, innerStride, b[column..], columns, c[column..], columns, rows, inner);
        }

        if (column < columns)
        {
            AddRest(a, rowStride, innerStride, b[column..], c[column..], rows, inner, columns, columns - column);
        }
    }

    /// <summary>The last columns, which are too few for a panel: computed in a panel of their own, filled up with zeros.</summary>
    private static void AddRest(
        ReadOnlySpan<float> a, int rowStride, int innerStride, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns, int rest)
    {
        int width = 2 * Width;
        var panel = new float[(inner + rows) * width];
        Span<float> padded = panel.AsSpan(0, inner * width);
        Span<float> sums = panel.AsSpan(inner * width);
        for (int k = 0; k < inner; k++)
        {
            b.Slice(k * columns, rest).CopyTo(padded[(k * width)..]);
        }

        AddPanel(a, rowStride, innerStride, padded, width, sums, width, rows, inner);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < rest; column++)
            {
                c[(row * columns) + column] += sums[(row * width) + column];
            }
        }
    }

    /// <summary>As many columns as two vectors hold.</summary>
    private static void AddPanel(
        ReadOnlySpan<float> a, int rowStride, int innerStride, ReadOnlySpan<float> b, int bStride, Span<float> c, int cStride, int rows, int inner)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a);
        ref float firstB = ref MemoryMarshal.GetReference(b);
        ref float firstC = ref MemoryMarshal.GetReference(c);
        int row = 0;
        for (; row + RowBlock <= rows; row += RowBlock)
        {
            AddBlock(ref Unsafe.Add(ref firstA, row * rowStride), rowStride, innerStride, ref firstB, bStride, ref Unsafe.Add(ref firstC, row * cStride), cStride, inner);
        }

        for (; row < rows; row++)
        {
            AddRow(ref Unsafe.Add(ref firstA, row * rowStride), innerStride, ref firstB, bStride, ref Unsafe.Add(ref firstC, row * cStride), inner);
        }
    }

    private static void AddBlock(ref float a, int rowStride, int innerStride, ref float b, int bStride, ref float c, int cStride, int inner)
    {
        nuint width = (nuint)Width;
        ref float c1 = ref Unsafe.Add(ref c, cStride);
        ref float c2 = ref Unsafe.Add(ref c1, cStride);
        ref float c3 = ref Unsafe.Add(ref c2, cStride);
        Vector<float> s00 = Vector.LoadUnsafe(ref c), s01 = Vector.LoadUnsafe(ref c, width);
        Vector<float> s10 = Vector.LoadUnsafe(ref c1), s11 = Vector.LoadUnsafe(ref c1, width);
        Vector<float> s20 = Vector.LoadUnsafe(ref c2), s21 = Vector.LoadUnsafe(ref c2, width);
        Vector<float> s30 = Vector.LoadUnsafe(ref c3), s31 = Vector.LoadUnsafe(ref c3, width);
        for (int k = 0; k < inner; k++)
        {
            Vector<float> b0 = Vector.LoadUnsafe(ref b), b1 = Vector.LoadUnsafe(ref b, width);
            var a0 = new Vector<float>(a);
            var a1 = new Vector<float>(Unsafe.Add(ref a, rowStride));
            var a2 = new Vector<float>(Unsafe.Add(ref a, 2 * rowStride));
            var a3 = new Vector<float>(Unsafe.Add(ref a, 3 * rowStride));
            s00 = Vector.MultiplyAddEstimate(a0, b0, s00);
            s01 = Vector.MultiplyAddEstimate(a0, b1, s01);
            s10 = Vector.MultiplyAddEstimate(a1, b0, s10);
            s11 = Vector.MultiplyAddEstimate(a1, b1, s11);
            s20 = Vector.MultiplyAddEstimate(a2, b0, s20);
            s21 = Vector.MultiplyAddEstimate(a2, b1, s21);
            s30 = Vector.MultiplyAddEstimate(a3, b0, s30);
            s31 = Vector.MultiplyAddEstimate(a3, b1, s31);
            a = ref Unsafe.Add(ref a, innerStride);
            b = ref Unsafe.Add(ref b, bStride);
        }

        s00.StoreUnsafe(ref c);
        s01.StoreUnsafe(ref c, width);
        s10.StoreUnsafe(ref c1);
        s11.StoreUnsafe(ref c1, width);
        s20.StoreUnsafe(ref c2);
        s21.StoreUnsafe(ref c2, width);
        s30.StoreUnsafe(ref c3);
        s31.StoreUnsafe(ref c3, width);
    }

    private static void AddRow(ref float a, int innerStride, ref float b, int bStride, ref float c, int inner)
    {
        nuint width = (nuint)Width;
        Vector<float> s0 = Vector.LoadUnsafe(ref c), s1 = Vector.LoadUnsafe(ref c, width);
        for (int k = 0; k < inner; k++)
        {
            var factor = new Vector<float>(a);
            s0 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref b), s0);
            s1 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref b, width), s1);
            a = ref Unsafe.Add(ref a, innerStride);
            b = ref Unsafe.Add(ref b, bStride);
        }

        s0.StoreUnsafe(ref c);
        s1.StoreUnsafe(ref c, width);
    }
}
