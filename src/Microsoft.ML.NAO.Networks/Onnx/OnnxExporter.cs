using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Onnx;

/// <summary>Writes networks as ONNX models, which ONNX Runtime and others run without this project.</summary>
/// <remarks>
/// The model of a network for images takes one image, normalizes it, and gives the probability of each class. Models use operator set 13,
/// and batch normalizations are nodes of their own, which ONNX Runtime folds into the convolutions as it loads the model.
/// </remarks>
public static class OnnxExporter
{
    /// <summary>Writes a network as it is in evaluation mode.</summary>
    /// <param name="network">The network, on any device.</param>
    /// <param name="options">Names and layout.</param>
    /// <param name="stream">Receives the model.</param>
    /// <exception cref="ArgumentException">Two names are the same, a name is empty, or there are not as many class names as classes.</exception>
    public static void Export(ConvolutionalNetwork network, OnnxExportOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        Check(network, options);

        var graph = new OnnxGraphBuilder(nameof(ConvolutionalNetwork));
        string input = graph.AddInput(options.InputName, OnnxElementType.Float, 1, network.InputShape.Size);
        string logits = network.Export(graph, AddImage(graph, input, network.InputShape, options.PixelOrder));
        string probabilities = graph.AddNode("Softmax", [logits], [OnnxAttribute.Integer("axis", 1)]);
        graph.AddNode("Reshape", [probabilities, graph.AddConstant("shape", -1L)], output: options.ScoreName);
        graph.AddOutput(options.ScoreName, OnnxElementType.Float, network.ClassCount);
        if (options.PredictedIndexName is { } indexName)
        {
            graph.AddNode("ArgMax", [logits], [OnnxAttribute.Integer("axis", 1), OnnxAttribute.Integer("keepdims", 0)], indexName);
            graph.AddOutput(indexName, OnnxElementType.Int64, 1);
        }

        if (options.ClassNames is { } classNames)
        {
            graph.AddSlotNames(options.ScoreName, classNames);
        }

        foreach (var (key, value) in options.Metadata)
        {
            graph.AddMetadata(key, value);
        }

        graph.Save(stream);
    }

    /// <summary>Writes a language model as it is in evaluation mode: for one step, or for sequences of any length.</summary>
    /// <param name="network">The network, on any device.</param>
    /// <param name="options">Names and form.</param>
    /// <param name="stream">Receives the model.</param>
    /// <exception cref="ArgumentException">Two names are the same, or a name is empty.</exception>
    public static void Export(RecurrentNetwork network, LanguageModelOnnxOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        CheckNames([options.WordsName, options.StateName, options.LogitsName, options.NextStateName], nameof(options));

        var graph = new OnnxGraphBuilder(nameof(RecurrentNetwork));
        network.Export(graph, options);
        foreach (var (key, value) in options.Metadata)
        {
            graph.AddMetadata(key, value);
        }

        graph.Save(stream);
    }

    private static string AddImage(OnnxGraphBuilder graph, string input, ImageShape shape, PixelOrder order)
    {
        var (channels, height, width) = shape;
        if (order == PixelOrder.Planar)
        {
            return graph.AddNode("Reshape", [input, graph.AddConstant("shape", 1, channels, height, width)]);
        }

        string pixels = graph.AddNode("Reshape", [input, graph.AddConstant("shape", 1, height, width, channels)]);
        return graph.AddNode("Transpose", [pixels], [OnnxAttribute.Integers("perm", 0, 3, 1, 2)]);
    }

    private static void Check(ConvolutionalNetwork network, OnnxExportOptions options)
    {
        CheckNames([options.InputName, options.ScoreName, .. options.PredictedIndexName is { } index ? [index] : Array.Empty<string>()], nameof(options));
        if (options.ClassNames is { } classNames && classNames.Count != network.ClassCount)
        {
            throw new ArgumentException(
                $"The network tells {network.ClassCount} classes apart, {classNames.Count} class names were given.", nameof(options));
        }
    }

    private static void CheckNames(string[] names, string parameterName)
    {
        if (names.Any(string.IsNullOrEmpty) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new ArgumentException(
                $"The names of an ONNX model's inputs and outputs must differ and not be empty. Given are '{string.Join("', '", names)}'.", parameterName);
        }
    }
}
