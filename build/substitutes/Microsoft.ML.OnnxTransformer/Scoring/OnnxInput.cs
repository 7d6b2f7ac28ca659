using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Reads a column's value of the current row as a tensor, which is valid until the next one is read.</summary>
internal abstract class OnnxInput : IDisposable
{
    /// <summary>Scalars go in as tensors of this shape.</summary>
    private static readonly int[] s_scalarShape = [1, 1];

    /// <param name="row">The row or cursor.</param>
    /// <param name="column">The column to read.</param>
    /// <param name="shape">The tensor's shape; a 0 is a dimension that the vector's length decides.</param>
    public static OnnxInput Create(DataViewRow row, DataViewSchema.Column column, int[] shape)
    {
        var isText = column.Type.GetItemType() is TextDataViewType;
        if (column.Type is VectorDataViewType vector)
        {
            return isText
                ? new TextVectorInput(row, column, shape)
                : Generic.Invoke(CreateVector<int>, vector.ItemType.RawType, row, column, shape);
        }

        return isText ? new TextInput(row, column) : Generic.Invoke(CreateScalar<int>, column.Type.RawType, row, column);
    }

    public abstract OrtValue Read();

    public abstract void Dispose();

    /// <summary>Fills the open dimension in.</summary>
    protected static long[] Resolve(DataViewSchema.Column column, int[] shape, int length)
    {
        var resolved = Array.ConvertAll(shape, dimension => (long)dimension);
        if (column.Type is VectorDataViewType { IsKnownSize: false })
        {
            var known = shape.Where(dimension => dimension > 0).Aggregate(1, (product, dimension) => product * dimension);
            resolved[Array.IndexOf(shape, 0)] = length / known;
        }

        var size = resolved.Aggregate(1L, (product, dimension) => product * dimension);
        return size == length ? resolved : throw new ArgumentException(
            $"Column '{column.Name}' has {length} values, but the model's input has the shape {string.Join(",", resolved)}, which takes {size}.");
    }

    private static OnnxInput CreateVector<T>(DataViewRow row, DataViewSchema.Column column, int[] shape)
        where T : unmanaged
        => new VectorInput<T>(row, column, shape);

    private static OnnxInput CreateScalar<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged
        => new ScalarInput<T>(row, column);

    private sealed class ScalarInput<T> : OnnxInput
        where T : unmanaged
    {
        private readonly ValueGetter<T> _getter;
        private readonly T[] _buffer = new T[1];
        private readonly OrtValue _value;

        public ScalarInput(DataViewRow row, DataViewSchema.Column column)
        {
            _getter = row.GetGetter<T>(column);
            _value = OrtValue.CreateTensorValueFromMemory(_buffer, Array.ConvertAll(s_scalarShape, dimension => (long)dimension));
        }

        public override OrtValue Read()
        {
            _getter(ref _buffer[0]);
            return _value;
        }

        public override void Dispose() => _value.Dispose();
    }

    private sealed class VectorInput<T> : OnnxInput
        where T : unmanaged
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly DataViewSchema.Column _column;
        private readonly int[] _shape;
        private VBuffer<T> _vector;
        private T[] _buffer = [];
        private OrtValue _value;

        public VectorInput(DataViewRow row, DataViewSchema.Column column, int[] shape)
        {
            _getter = row.GetGetter<VBuffer<T>>(column);
            _column = column;
            _shape = shape;
        }

        public override OrtValue Read()
        {
            _getter(ref _vector);

            // Rows of one length share the buffer and the tensor around it.
            if (_value is null || _buffer.Length != _vector.Length)
            {
                var shape = Resolve(_column, _shape, _vector.Length);
                _value?.Dispose();
                _buffer = new T[_vector.Length];
                _value = OrtValue.CreateTensorValueFromMemory(_buffer, shape);
            }

            _vector.CopyTo(_buffer);
            return _value;
        }

        public override void Dispose() => _value?.Dispose();
    }

    private sealed class TextInput : OnnxInput
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _getter;
        private readonly OrtValue _value;

        public TextInput(DataViewRow row, DataViewSchema.Column column)
        {
            _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
            _value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Array.ConvertAll(s_scalarShape, dimension => (long)dimension));
        }

        public override OrtValue Read()
        {
            ReadOnlyMemory<char> text = default;
            _getter(ref text);
            _value.StringTensorSetElementAt(text.Span, 0);
            return _value;
        }

        public override void Dispose() => _value.Dispose();
    }

    private sealed class TextVectorInput : OnnxInput
    {
        private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _getter;
        private readonly DataViewSchema.Column _column;
        private readonly int[] _shape;
        private VBuffer<ReadOnlyMemory<char>> _vector;
        private OrtValue _value;

        public TextVectorInput(DataViewRow row, DataViewSchema.Column column, int[] shape)
        {
            _getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
            _column = column;
            _shape = shape;
        }

        public override OrtValue Read()
        {
            _getter(ref _vector);
            _value?.Dispose();
            _value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Resolve(_column, _shape, _vector.Length));
            foreach (var (index, text) in _vector.Items(all: false))
            {
                _value.StringTensorSetElementAt(text.Span, index);
            }

            return _value;
        }

        public override void Dispose() => _value?.Dispose();
    }
}
