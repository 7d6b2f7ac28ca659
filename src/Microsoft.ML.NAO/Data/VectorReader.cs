using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>Reads vectors of one size, and checks them.</summary>
internal sealed class VectorReader(DataViewSchema.Column column, int size, DataViewRow row)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private readonly float[] _values = new float[size];
    private VBuffer<float> _buffer;

    /// <summary>Reads the row that the cursor is at.</summary>
    /// <param name="position">The row's number, for messages.</param>
    /// <returns>Its values, until the next call.</returns>
    /// <exception cref="ArgumentException">There are too many or few values, or one is not finite.</exception>
    public ReadOnlySpan<float> Read(long position)
    {
        _getter(ref _buffer);
        if (_buffer.Length != size)
        {
            throw new ArgumentException($"Row {position} has {_buffer.Length} values in the column '{column.Name}', {size} were expected.");
        }

        _buffer.CopyTo(_values);
        int wrong = Array.FindIndex(_values, value => !float.IsFinite(value));
        return wrong < 0 ? _values : throw new ArgumentException(
            $"Row {position} has the value {_values[wrong]} at index {wrong} of the column '{column.Name}'; finite numbers were expected. Replace missing values before the search, with Transforms.ReplaceMissingValues.");
    }
}
