using Google.Protobuf;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Reads from a model file what ONNX Runtime does not tell: declared shapes, and the names of slots. The field numbers are those of onnx.proto.</summary>
internal sealed class OnnxModelFile
{
    private readonly int _recursionLimit;

    private OnnxModelFile(int recursionLimit) => _recursionLimit = recursionLimit;

    public Dictionary<string, OnnxValueInfo> Inputs { get; } = [];

    public Dictionary<string, OnnxValueInfo> Outputs { get; } = [];

    /// <summary>The attribute <c>keys_strings</c> of the named nodes that have one.</summary>
    public Dictionary<string, string[]> Keys { get; } = [];

    public static OnnxModelFile Read(string path, int recursionLimit)
    {
        var model = new OnnxModelFile(recursionLimit);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Delete | FileShare.Read);
        using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, recursionLimit);
        model.ReadFields(input, 1, (field, reader) =>
        {
            const int Graph = 7;
            return field == Graph && model.ReadNested(reader, 2, model.ReadGraphField);
        });
        return model;
    }

    private bool ReadGraphField(int field, CodedInputStream input)
    {
        const int Node = 1;
        const int Input = 11;
        const int Output = 12;
        switch (field)
        {
            case Node:
                ReadNode(input);
                return true;
            case Input:
                Add(Inputs, ReadValue(input));
                return true;
            case Output:
                Add(Outputs, ReadValue(input));
                return true;
            default:
                return false;
        }
    }

    private static void Add(Dictionary<string, OnnxValueInfo> values, OnnxValueInfo value) => values[value.Name] = value;

    private void ReadNode(CodedInputStream input)
    {
        const int Name = 3;
        const int Attribute = 5;
        var name = string.Empty;
        string[] keys = null;
        ReadNested(input, 3, (field, node) =>
        {
            switch (field)
            {
                case Name:
                    name = node.ReadString();
                    return true;
                case Attribute:
                    keys = ReadKeys(node) ?? keys;
                    return true;
                default:
                    return false;
            }
        });
        if (keys is not null && name.Length > 0)
        {
            Keys.TryAdd(name, keys);
        }
    }

    private string[] ReadKeys(CodedInputStream input)
    {
        const int Name = 1;
        const int Strings = 9;
        var name = string.Empty;
        var strings = new List<string>();
        ReadNested(input, 4, (field, attribute) =>
        {
            switch (field)
            {
                case Name:
                    name = attribute.ReadString();
                    return true;
                case Strings:
                    strings.Add(attribute.ReadBytes().ToStringUtf8());
                    return true;
                default:
                    return false;
            }
        });
        return name == "keys_strings" ? [.. strings] : null;
    }

    private OnnxValueInfo ReadValue(CodedInputStream input)
    {
        const int Name = 1;
        const int Type = 2;
        const int Tensor = 1;
        const int ElementType = 1;
        const int Shape = 2;
        var name = string.Empty;
        var elementType = 0;
        var isTensor = false;
        int[] shape = null;
        ReadNested(input, 3, (field, value) =>
        {
            if (field == Name)
            {
                name = value.ReadString();
                return true;
            }

            return field == Type && ReadNested(value, 4, (typeField, type) =>
            {
                isTensor = typeField == Tensor;
                return isTensor && ReadNested(type, 5, (tensorField, tensor) =>
                {
                    switch (tensorField)
                    {
                        case ElementType:
                            elementType = tensor.ReadInt32();
                            return true;
                        case Shape:
                            shape = ReadShape(tensor);
                            return true;
                        default:
                            return false;
                    }
                });
            });
        });
        return isTensor
            ? new OnnxValueInfo(name, elementType, shape)
            : throw new NotSupportedException($"'{name}' in the ONNX model is not a tensor. This substitute of Microsoft.ML.OnnxTransformer takes tensors only; the real package takes sequences and maps too.");
    }

    private int[] ReadShape(CodedInputStream input)
    {
        const int Dimension = 1;
        const int Value = 1;
        var shape = new List<int>();
        ReadNested(input, 6, (field, dimensions) =>
        {
            if (field != Dimension)
            {
                return false;
            }

            var size = 0L;
            ReadNested(dimensions, 7, (dimensionField, dimension) =>
            {
                if (dimensionField != Value)
                {
                    return false;
                }

                size = dimension.ReadInt64();
                return true;
            });
            shape.Add(size > int.MaxValue
                ? throw Contracts.ExceptParam("dim", $"Dimension {size} in ONNX tensor cannot exceed the maximum of 32-bit signed integer.")
                : (int)Math.Max(size, 0));
            return true;
        });
        return [.. shape];
    }

    private bool ReadNested(CodedInputStream input, int depth, Func<int, CodedInputStream, bool> readField)
    {
        ReadFields(input.ReadBytes().CreateCodedInput(), depth, readField);
        return true;
    }

    /// <summary>Hands each field over; one that is not taken is skipped.</summary>
    private void ReadFields(CodedInputStream input, int depth, Func<int, CodedInputStream, bool> readField)
    {
        if (depth > _recursionLimit)
        {
            throw new InvalidDataException($"The ONNX model is nested deeper than the recursion limit of {_recursionLimit}.");
        }

        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!readField(WireFormat.GetTagFieldNumber(tag), input))
            {
                input.SkipLastField();
            }
        }
    }
}
