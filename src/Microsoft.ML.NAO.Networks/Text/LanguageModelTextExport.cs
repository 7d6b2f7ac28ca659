using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Onnx;

namespace Microsoft.ML.NAO.Text;

/// <summary>Writes what <see cref="LanguageModels.LanguageModelScorer.Score"/> does with a text as nodes of an ONNX graph.</summary>
internal static class LanguageModelTextExport
{
    /// <summary>Adds the nodes, the input and the outputs.</summary>
    /// <exception cref="ArgumentException">The vocabulary is not the network's, or lacks one of the words that are none.</exception>
    public static void Add(OnnxGraphBuilder graph, RecurrentNetwork network, Vocabulary vocabulary, TextModelOnnxOptions options)
    {
        if (vocabulary.Count != network.VocabularySize || !vocabulary.Words.Contains(Vocabulary.EndOfLine) || !vocabulary.Words.Contains(Vocabulary.Unknown))
        {
            throw new ArgumentException(
                $"A vocabulary of the network's {network.VocabularySize} words was expected, with '{Vocabulary.EndOfLine}' and '{Vocabulary.Unknown}'; one of {vocabulary.Count} words was given.",
                nameof(vocabulary));
        }

        vocabulary.TryGetIndex(Vocabulary.EndOfLine, out int end);
        string endOfText = graph.AddConstant("endOfText", (long)end);
        string text = graph.AddInput(options.TextName, OnnxElementType.String, 1, 1);
        string words = new TextExport(graph, options.MaximumWords).Add(text, vocabulary);
        string logits = AddLogits(graph, network, Join(graph, endOfText, words));
        AddPerplexity(graph, logits, Join(graph, words, endOfText), options.PerplexityName);
        AddNext(graph, logits, options.NextTokenScoresName, vocabulary);
    }

    private static string Join(OnnxGraphBuilder graph, string first, string second) =>
        graph.AddNode("Concat", [first, second], [OnnxAttribute.Integer("axis", 0)]);

    private static string AddLogits(OnnxGraphBuilder graph, RecurrentNetwork network, string words)
    {
        string steps = graph.AddNode("Unsqueeze", [words, graph.AddConstant("batch", 1L)]);
        string state = graph.AddConstant("state", new float[network.Layer.StateSize], 1, network.Layer.StateSize);
        return network.Export(graph, steps, state, wholeSequences: true).Logits;
    }

    private static void AddPerplexity(OnnxGraphBuilder graph, string logits, string targets, string name)
    {
        string logarithms = graph.AddNode("LogSoftmax", [logits], [OnnxAttribute.Integer("axis", 1)]);
        string places = graph.AddNode("Unsqueeze", [targets, graph.AddConstant("column", 1L)]);
        string foretold = graph.AddNode("GatherElements", [logarithms, places], [OnnxAttribute.Integer("axis", 1)]);
        string mean = graph.AddNode("ReduceMean", [foretold], [OnnxAttribute.Integer("keepdims", 1)]);
        string perplexity = graph.AddNode("Exp", [graph.AddNode("Neg", [mean])]);
        graph.AddNode("Reshape", [perplexity, graph.AddConstant("shape", 1L)], output: name);
        graph.AddOutput(name, OnnxElementType.Float, 1);
    }

    private static void AddNext(OnnxGraphBuilder graph, string logits, string name, Vocabulary vocabulary)
    {
        string last = graph.AddNode("Gather", [logits, graph.AddConstant("last", -1L)], [OnnxAttribute.Integer("axis", 0)]);
        string scores = graph.AddNode("Softmax", [last], [OnnxAttribute.Integer("axis", 1)]);
        graph.AddNode("Reshape", [scores, graph.AddConstant("shape", (long)vocabulary.Count)], output: name);
        graph.AddOutput(name, OnnxElementType.Float, vocabulary.Count);
        graph.AddSlotNames(name, vocabulary.Words);
    }
}
