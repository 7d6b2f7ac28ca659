using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Text;

namespace Microsoft.ML.NAO.Onnx;

/// <summary>Writes networks as ONNX models, which ONNX Runtime and others run without this project.</summary>
/// <remarks>
/// The model of a network that predicts takes one sample, or as many as there are, normalizes it, and gives the probability of each class, or a value. Models use operator
/// set 13, or the first that has all operators that they need: 17 with layer normalization, 20 for texts. Batch normalizations are nodes of
/// their own, which ONNX Runtime folds into the convolutions as it loads the model.
/// </remarks>
public static class OnnxExporter
{
    /// <summary>Writes a network as it is in evaluation mode.</summary>
    /// <param name="network">The network, on any device.</param>
    /// <param name="options">Names and layout.</param>
    /// <param name="stream">Receives the model.</param>
    /// <exception cref="ArgumentException">
    /// Two names are the same, a name is empty, there are not as many class names as classes, or what was asked for is none of the network's
    /// outputs or forms.
    /// </exception>
    public static void Export(PredictionNetwork network, OnnxExportOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        Check(network, options);

        var graph = new OnnxGraphBuilder(network.GetType().Name);
        string outputs = network.Export(graph, network.AddInput(graph, options));
        AddScore(graph, network, outputs, options);
        if (options.PredictedIndexName is { } indexName)
        {
            graph.AddNode("ArgMax", [outputs], [OnnxAttribute.Integer("axis", 1), OnnxAttribute.Integer("keepdims", 0)], indexName);
            graph.AddOutput(indexName, OnnxElementType.Int64, options.FirstDimension);
        }

        if (options is { ClassNames: { } classNames, Logit: false })
        {
            graph.AddSlotNames(options.ScoreName, classNames);
        }

        Save(graph, options.Metadata, stream);
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
        Save(graph, options.Metadata, stream);
    }

    /// <summary>
    /// Writes a language model as it is in evaluation mode: from one text, of shape [1, 1], to its perplexity and the probabilities of what
    /// comes next.
    /// </summary>
    /// <param name="network">The network, on any device.</param>
    /// <param name="vocabulary">Its words, <see cref="Vocabulary.EndOfLine"/> and <see cref="Vocabulary.Unknown"/> among them.</param>
    /// <param name="options">Names and the largest number of words.</param>
    /// <param name="stream">Receives the model.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Two names are the same, a name is empty, or the vocabulary is not the network's.</exception>
    public static void Export(RecurrentNetwork network, Vocabulary vocabulary, TextModelOnnxOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        options.Validate();
        CheckNames([options.TextName, options.PerplexityName, options.NextTokenScoresName], nameof(options));

        var graph = new OnnxGraphBuilder(nameof(RecurrentNetwork));
        LanguageModelTextExport.Add(graph, network, vocabulary, options);
        Save(graph, options.Metadata, stream);
    }

    private static void Save(OnnxGraphBuilder graph, IDictionary<string, string> metadata, Stream stream)
    {
        foreach (var (key, value) in metadata)
        {
            graph.AddMetadata(key, value);
        }

        graph.Save(stream);
    }

    private static void AddScore(OnnxGraphBuilder graph, PredictionNetwork network, string outputs, OnnxExportOptions options)
    {
        string score = outputs;
        if (options.Logit)
        {
            // The softmax of two logits is the logistic function of their difference.
            score = graph.AddNode("MatMul", [outputs, graph.AddConstant("difference", (ReadOnlySpan<float>)[-1, 1], 2, 1)]);
        }
        else if (!network.PredictsValue)
        {
            score = graph.AddNode("Softmax", [outputs], [OnnxAttribute.Integer("axis", 1)]);
        }

        long width = options.Logit ? 1 : network.OutputCount;
        if (options.BatchDimension is { } batch)
        {
            graph.AddNode("Identity", [score], output: options.ScoreName);
            graph.AddOutput(options.ScoreName, OnnxElementType.Float, batch, width);
        }
        else
        {
            graph.AddNode("Reshape", [score, graph.AddConstant("shape", -1L)], output: options.ScoreName);
            graph.AddOutput(options.ScoreName, OnnxElementType.Float, width);
        }
    }

    private static void Check(PredictionNetwork network, OnnxExportOptions options)
    {
        if (options.Logit && network.OutputCount != 2)
        {
            throw new ArgumentException($"The log-odds of two classes were asked for; the network has {network.OutputCount} outputs.", nameof(options));
        }

        if (network.PredictsValue && (options.PredictedIndexName is not null || options.ClassNames is not null))
        {
            throw new ArgumentException("The index or the names of classes were given; the network predicts a value.", nameof(options));
        }

        if (options.BatchDimension is not null && network is TextNetwork)
        {
            throw new ArgumentException("A batch was asked for; the network reads texts, which are of different lengths, one at a time.", nameof(options));
        }

        CheckNames([options.InputName, options.ScoreName, .. options.PredictedIndexName is { } index ? [index] : Array.Empty<string>()], nameof(options));
        if (options.ClassNames is { } classNames && classNames.Count != network.OutputCount)
        {
            throw new ArgumentException(
                $"The network tells {network.OutputCount} classes apart, {classNames.Count} class names were given.", nameof(options));
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
