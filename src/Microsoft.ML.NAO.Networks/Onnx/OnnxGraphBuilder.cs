using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML.NAO.Onnx.Protobuf;
using TorchSharp;

namespace Microsoft.ML.NAO.Onnx;

/// <summary>Builds an ONNX graph node by node. Every value has a unique name, which the methods return.</summary>
internal sealed class OnnxGraphBuilder
{
    // Operator set 13 is the first in which Split, Squeeze and ReduceSum take their axes as inputs. ONNX Runtime 1.23 runs all up to 23.
    private const int SmallestOperatorSet = 13;
    private const int MachineLearningOperatorSetVersion = 2;

    // ONNX 1.14 brought the operator set 19 and version 9 of the format together.
    private const int IrVersion = 8;
    private const int LaterIrVersion = 9;
    private const int FirstOperatorSetOfLaterIrVersion = 19;
    private const string MachineLearningDomain = "ai.onnx.ml";

    private readonly GraphProto _graph;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly OnnxGraphBuilder _model;
    private int _operatorSet = SmallestOperatorSet;
    private bool _usesMachineLearningDomain;

    public OnnxGraphBuilder(string graphName)
    {
        _graph = new GraphProto { Name = graphName };
        _names = new HashSet<string>(StringComparer.Ordinal);
        _model = this;
    }

    private OnnxGraphBuilder(string graphName, OnnxGraphBuilder outer)
    {
        _graph = new GraphProto { Name = graphName };
        _names = outer._names;
        _model = outer._model;
    }

    /// <summary>Begins the graph of a node that has one, such as a loop's body. It sees the values that are there now.</summary>
    public OnnxGraphBuilder CreateBody(string graphName) => new(graphName, this);

    /// <summary>
    /// Asks for an operator set at least: the first that has an operator, say. All nodes must mean the same in it, those of other layers too.
    /// </summary>
    public void RequireOperatorSet(int version) => _model._operatorSet = Math.Max(_model._operatorSet, version);

    /// <summary>An attribute that is this graph.</summary>
    public AttributeProto ToAttribute(string name) => OnnxAttribute.Graph(name, _graph);

    /// <summary>Declares an input.</summary>
    public string AddInput(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        Claim(name);
        _graph.Input.Add(ValueInfo(name, ToDataType(type), shape));
        return name;
    }

    /// <summary>Declares an input with a name of the builder's choice.</summary>
    public string AddBodyInput(string hint, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        string name = Unique(hint);
        _graph.Input.Add(ValueInfo(name, ToDataType(type), shape));
        return name;
    }

    /// <summary>Declares an existing value to be an output of the graph.</summary>
    public void AddOutput(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        if (!_names.Contains(name))
        {
            throw new ArgumentException($"The graph has no value '{name}'.", nameof(name));
        }

        _graph.Output.Add(ValueInfo(name, ToDataType(type), shape));
    }

    /// <summary>Adds a constant of floats.</summary>
    public string AddConstant(string hint, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) =>
        AddConstant(hint, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), values.Length, dimensions);

    /// <summary>Adds a one-dimensional constant of integers, such as a shape or a list of axes.</summary>
    public string AddConstant(string hint, params ReadOnlySpan<long> values) =>
        AddConstant(hint, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), values.Length, [values.Length]);

    /// <summary>Adds a constant of floats out of a tensor.</summary>
    public string AddConstant(string hint, torch.Tensor tensor)
    {
        using var values = tensor.detach().to(torch.float32).cpu().contiguous();
        return AddConstant(hint, values.data<float>().ToArray(), tensor.shape);
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator's ONNX name.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Its attributes; see <see cref="OnnxAttribute"/>.</param>
    /// <param name="output">The output's name; null for one of the builder's choice.</param>
    /// <returns>The name of the output.</returns>
    public string AddNode(string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<AttributeProto> attributes = default, string? output = null) =>
        AddNode(operation, inputs, attributes, [output])[0];

    /// <summary>Adds a node with several outputs. A null name is chosen by the builder.</summary>
    public string[] AddNode(string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<AttributeProto> attributes, ReadOnlySpan<string?> outputs)
    {
        var node = new NodeProto { OpType = operation };
        foreach (string input in inputs)
        {
            if (input.Length > 0 && !_names.Contains(input))
            {
                throw new ArgumentException($"The graph has no value '{input}', which {operation} needs.", nameof(inputs));
            }

            node.Input.Add(input);
        }

        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        foreach (string? output in outputs)
        {
            node.Output.Add(output is null ? Unique(operation) : Claim(output));
        }

        node.Name = node.Output[0];
        _graph.Node.Add(node);
        return [.. node.Output];
    }

    /// <summary>
    /// Names the slots of an output column. ML.NET's OnnxTransformer reads them from a LabelEncoder node of this name, which computes
    /// nothing that is used (facts of ML.NET's own exporter).
    /// </summary>
    public void AddSlotNames(string outputName, IReadOnlyList<string> slotNames)
    {
        string input = Claim($"mlnet.{outputName}.unusedInput");
        var constant = new TensorProto { Name = input, DataType = (int)TensorProto.Types.DataType.String, Dims = { 1, 1 } };
        constant.StringData.Add(ByteString.CopyFromUtf8("one"));
        _graph.Initializer.Add(constant);
        AddLabelEncoder(input, Claim($"mlnet.{outputName}.unusedOutput"), slotNames, first: 0, []).Name = $"mlnet.{outputName}.SlotNames";
    }

    /// <summary>Numbers strings by their place in a list.</summary>
    /// <param name="input">The name of the strings, of any shape.</param>
    /// <param name="keys">The list, all different, at least one.</param>
    /// <param name="first">The number of the list's first.</param>
    /// <param name="missing">The number of a string that the list lacks.</param>
    /// <returns>The name of the numbers, int64 of the same shape.</returns>
    public string AddLabelEncoder(string input, IReadOnlyList<string> keys, long first, long missing) =>
        AddLabelEncoder(input, Unique("LabelEncoder"), keys, first, [OnnxAttribute.Integer("default_int64", missing)]).Name;

    /// <summary>Records a text beside the graph, for people and tools.</summary>
    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    /// <summary>Writes the model.</summary>
    public void Save(Stream stream)
    {
        var model = new ModelProto
        {
            IrVersion = _operatorSet < FirstOperatorSetOfLaterIrVersion ? IrVersion : LaterIrVersion,
            ProducerName = "Microsoft.ML.NAO",
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = _operatorSet } },
        };
        if (_usesMachineLearningDomain)
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = MachineLearningDomain, Version = MachineLearningOperatorSetVersion });
        }

        foreach (var (key, value) in _metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        model.WriteTo(stream);
    }

    private string AddConstant(
        string hint, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<long> dimensions)
    {
        var tensor = new TensorProto { Name = Unique(hint), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        long size = 1;
        foreach (long dimension in dimensions)
        {
            tensor.Dims.Add(dimension);
            size *= dimension;
        }

        if (size != count)
        {
            throw new ArgumentException($"The constant '{hint}' has {count} values, its dimensions ask for {size}.", nameof(dimensions));
        }

        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ValueInfoProto ValueInfo(string name, TensorProto.Types.DataType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (OnnxDimension dimension in shape)
        {
            dimensions.Dim.Add(dimension.Size is { } size
                ? new TensorShapeProto.Types.Dimension { DimValue = size }
                : new TensorShapeProto.Types.Dimension { DimParam = dimension.Name });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static TensorProto.Types.DataType ToDataType(OnnxElementType type) => type switch
    {
        OnnxElementType.Int64 => TensorProto.Types.DataType.Int64,
        OnnxElementType.String => TensorProto.Types.DataType.String,
        _ => TensorProto.Types.DataType.Float,
    };

    private NodeProto AddLabelEncoder(string input, string output, IReadOnlyList<string> keys, long first, ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = "LabelEncoder", Domain = MachineLearningDomain, Name = output, Input = { input }, Output = { output } };
        node.Attribute.Add(OnnxAttribute.Strings("keys_strings", keys));
        node.Attribute.Add(OnnxAttribute.Integers("values_int64s", [.. Enumerable.Range(0, keys.Count).Select(i => first + i)]));
        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
        _model._usesMachineLearningDomain = true;
        return node;
    }

    private string Claim(string name) =>
        _names.Add(name) ? name : throw new ArgumentException($"The graph has a value '{name}' already.", nameof(name));

    private string Unique(string hint)
    {
        for (int number = _names.Count; ; number++)
        {
            string name = $"{hint}_{number}";
            if (_names.Add(name))
            {
                return name;
            }
        }
    }
}
