using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxTransformer.Tests.Models;

/// <summary>Builds small ONNX models; the field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8;
    private const int Opset = 15;

    private readonly ProtoMessage _graph = new ProtoMessage().Add(2, "graph");

    /// <summary>Adds an input; a dimension below zero is an open one.</summary>
    public OnnxGraph Input(string name, OnnxType type, params long[] shape)
    {
        _graph.Add(11, Value(name, type, shape));
        return this;
    }

    public OnnxGraph Output(string name, OnnxType type, params long[] shape)
    {
        _graph.Add(12, Value(name, type, shape));
        return this;
    }

    /// <summary>Adds an output of whose shape the model says nothing.</summary>
    public OnnxGraph OutputWithoutShape(string name, OnnxType type)
    {
        _graph.Add(12, Value(name, type, null));
        return this;
    }

    public OnnxGraph Initializer(string name, float[] values, params long[] shape)
        => Initializer(name, OnnxType.Float, MemoryMarshal.AsBytes<float>(values).ToArray(), shape);

    public OnnxGraph Initializer(string name, long[] values, params long[] shape)
        => Initializer(name, OnnxType.Int64, MemoryMarshal.AsBytes<long>(values).ToArray(), shape);

    public OnnxGraph Node(string operation, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
        => NamedNode(string.Empty, string.Empty, operation, inputs, outputs, attributes);

    /// <summary>Adds a LabelEncoder that nothing reads: ML.NET takes slot names from its keys.</summary>
    public OnnxGraph SlotNames(string column, string input, params string[] names)
    {
        var keys = new OnnxAttribute("keys_strings", Strings: names);
        var values = new OnnxAttribute("values_int64s", Ints: [.. Enumerable.Range(0, names.Length)]);
        return NamedNode($"mlnet.{column}.SlotNames", "ai.onnx.ml", "LabelEncoder", [input], [$"mlnet.{column}.unusedOutput"], keys, values);
    }

    public byte[] ToArray()
        => new ProtoMessage()
            .Add(1, IrVersion)
            .Add(2, "tests")
            .Add(7, _graph)
            .Add(8, new ProtoMessage().Add(1, string.Empty).Add(2, Opset))
            .Add(8, new ProtoMessage().Add(1, "ai.onnx.ml").Add(2, 2))
            .ToArray();

    private static ProtoMessage Value(string name, OnnxType type, long[]? shape)
    {
        var tensor = new ProtoMessage().Add(1, (long)type);
        if (shape is not null)
        {
            var dimensions = new ProtoMessage();
            for (var i = 0; i < shape.Length; i++)
            {
                dimensions.Add(1, shape[i] < 0 ? new ProtoMessage().Add(2, $"{name}_{i}") : new ProtoMessage().Add(1, shape[i]));
            }

            tensor.Add(2, dimensions);
        }

        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private OnnxGraph Initializer(string name, OnnxType type, byte[] data, long[] shape)
    {
        var tensor = new ProtoMessage();
        foreach (var dimension in shape)
        {
            tensor.Add(1, dimension);
        }

        _graph.Add(5, tensor.Add(2, (long)type).Add(8, name).Add(9, data));
        return this;
    }

    private OnnxGraph NamedNode(string name, string domain, string operation, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Add(1, input);
        }

        foreach (var output in outputs)
        {
            node.Add(2, output);
        }

        node.Add(3, name).Add(4, operation);
        foreach (var attribute in attributes)
        {
            node.Add(5, attribute.ToMessage());
        }

        _graph.Add(1, node.Add(7, domain));
        return this;
    }
}
