namespace Microsoft.ML.Data;

/// <summary>What several components do with vectors.</summary>
internal static class VectorMath
{
    /// <summary>Vectors one after the other: sparse where at most half of the values are explicit.</summary>
    public static void Concatenate<T>(ReadOnlySpan<VBuffer<T>> parts, ref VBuffer<T> destination)
    {
        int length = 0;
        int count = 0;
        foreach (ref readonly VBuffer<T> part in parts)
        {
            length = checked(length + part.Length);
            count += part.GetValues().Length;
        }

        if (count > length / 2)
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref destination, length);
            int start = 0;
            foreach (ref readonly VBuffer<T> part in parts)
            {
                part.CopyTo(dense.Values, start);
                start += part.Length;
            }

            destination = dense.Commit();
            return;
        }

        VBufferEditor<T> sparse = VBufferEditor.Create(ref destination, length, count);
        int offset = 0;
        int filled = 0;
        foreach (ref readonly VBuffer<T> part in parts)
        {
            ReadOnlySpan<T> values = part.GetValues();
            ReadOnlySpan<int> indices = part.GetIndices();
            values.CopyTo(sparse.Values[filled..]);

            // With no value at all in a vector without slots the editor has no indices.
            for (int i = 0; i < values.Length; i++)
                sparse.Indices[filled + i] = offset + (part.IsDense ? i : indices[i]);
            filled += values.Length;
            offset += part.Length;
        }

        destination = sparse.Commit();
    }
}
