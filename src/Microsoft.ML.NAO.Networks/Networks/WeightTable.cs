using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// What a file has of a module's weights, in TorchSharp's format: names, element types, shapes, and where their bytes are. TorchSharp takes
/// the memory that the format asks for and changes a module tensor by tensor; here all is compared first, and nothing is allocated.
/// </summary>
/// <remarks>
/// The format is the number of tensors, and for each its name, the element type, the number of dimensions, the dimensions (seven bits
/// a byte), and the bytes.
/// </remarks>
internal sealed class WeightTable
{
    private const int MostDimensions = 8;

    private readonly ContentReader _reader;
    private readonly long _start;
    private readonly Dictionary<string, (ScalarType Type, long[] Shape)> _tensors = new(StringComparer.Ordinal);

    private WeightTable(ContentReader reader)
    {
        _reader = reader;
        _start = reader.Position;
    }

    /// <summary>The number of values of all tensors.</summary>
    public long ValueCount { get; private set; }

    /// <summary>Reads over the weights.</summary>
    /// <param name="reader">The file, where the weights begin; afterwards it is where they end.</param>
    /// <exception cref="InvalidDataException">There are no such weights.</exception>
    public static WeightTable Read(ContentReader reader)
    {
        var table = new WeightTable(reader);
        for (long left = reader.ReadNumber(); left > 0; left--)
        {
            table.ReadTensor();
        }

        return table;
    }

    /// <summary>Throws unless the tensors are those of a module.</summary>
    /// <exception cref="InvalidDataException">They are not; the message names the first that differs.</exception>
    public void Check(nn.Module module)
    {
        Dictionary<string, Tensor> expected = module.state_dict();
        foreach (var (name, (type, shape)) in _tensors)
        {
            if (!expected.TryGetValue(name, out Tensor? tensor))
            {
                throw _reader.Refuse($"it has the weight '{name}', which what it describes has not.");
            }

            if (type != tensor.dtype || !shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw _reader.Refuse($"the weight '{name}' is {type} {Write(shape)}, and should be {tensor.dtype} {Write(tensor.shape)}.");
            }
        }

        if (expected.Keys.FirstOrDefault(name => !_tensors.ContainsKey(name)) is { } missing)
        {
            throw _reader.Refuse($"it lacks the weight '{missing}'.");
        }
    }

    /// <summary>Loads the weights into a module that was checked. The reader stays where it is.</summary>
    public void Load(nn.Module module)
    {
        long position = _reader.Position;
        _reader.Position = _start;
        module.load(_reader);
        _reader.Position = position;
    }

    private static string Write(long[] shape) => $"[{string.Join(", ", shape)}]";

    private static int GetSize(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => 0,
    };

    private void ReadTensor()
    {
        string name = _reader.ReadString();
        long number = _reader.ReadNumber();
        var type = number <= sbyte.MaxValue ? (ScalarType)number : default;
        long dimensions = _reader.ReadNumber();
        if (number > sbyte.MaxValue || GetSize(type) == 0 || dimensions > MostDimensions)
        {
            throw _reader.Refuse($"the weight '{name}' has the element type {number} and {dimensions} dimensions.");
        }

        var shape = new long[dimensions];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = _reader.ReadNumber();
            if (shape[i] > _reader.Remaining || (count *= shape[i]) > _reader.Remaining)
            {
                throw _reader.Refuse($"the weight '{name}' has a dimension of {shape[i]}, and {_reader.Remaining} bytes follow.");
            }
        }

        long bytes = count * GetSize(type);
        if (bytes > _reader.Remaining)
        {
            throw _reader.Refuse($"the weight '{name}' takes {bytes} bytes, and {_reader.Remaining} follow.");
        }

        if (!_tensors.TryAdd(name, (type, shape)))
        {
            throw _reader.Refuse($"it has the weight '{name}' twice.");
        }

        _reader.Position += bytes;
        ValueCount += count;
    }
}
