using System.Globalization;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;

namespace Microsoft.ML.NAO.Text;

/// <summary>Writes what <see cref="TextWords.Split"/> and the vocabularies' <c>Encode</c> do as nodes of an ONNX graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="maximumWords">The largest number of words of a text.</param>
internal sealed class TextExport(OnnxGraphBuilder graph, int maximumWords)
{
    // The first with StringSplit and RegexFullMatch.
    private const int OperatorSet = 20;

    private static readonly string AnySpace = $"[{string.Concat(TextWords.Separators.Select(ToPattern))}]";
    private static readonly string AnySpaceButBlank = $"[{string.Concat(TextWords.Separators.SkipLast(1).Select(ToPattern))}]";

    private readonly string _flat = graph.AddConstant("flat", -1L);
    private readonly string _first = graph.AddConstant("first", 0L);
    private readonly string _end = graph.AddConstant("end", (long)maximumWords);

    /// <summary>Adds the nodes that read a text as a network of classes or values does.</summary>
    /// <param name="text">The name of a string of shape [1, 1].</param>
    /// <param name="vocabulary">The words that are known.</param>
    /// <returns>The name of the text's tokens, the start token first, int64 of shape [tokens].</returns>
    public string Add(string text, TextVocabulary vocabulary)
    {
        string tokens = graph.AddLabelEncoder(AddWords(text), vocabulary.Words, TextVocabulary.FirstWordToken, TextVocabulary.UnknownToken);
        return graph.AddNode(
            "Concat", [graph.AddConstant("start", (long)TextVocabulary.StartToken), tokens], [OnnxAttribute.Integer("axis", 0)]);
    }

    /// <summary>Adds the nodes that read a text as a language model does.</summary>
    /// <param name="text">The name of a string of shape [1, 1].</param>
    /// <param name="vocabulary">The words that are known, <see cref="Vocabulary.Unknown"/> among them.</param>
    /// <returns>The name of the words' indices, int64 of shape [words].</returns>
    public string Add(string text, Vocabulary vocabulary)
    {
        int[] order = [.. Enumerable.Range(0, vocabulary.Count).Where(index => vocabulary.Words[index] != Vocabulary.EndOfLine)];
        string places = graph.AddLabelEncoder(
            AddWords(text), [.. order.Select(index => vocabulary.Words[index])], first: 0, missing: Array.FindIndex(order, index => vocabulary.Words[index] == Vocabulary.Unknown));
        return graph.AddNode("Gather", [graph.AddConstant("indices", Array.ConvertAll(order, index => (long)index)), places]);
    }

    private string AddWords(string text)
    {
        graph.RequireOperatorSet(OperatorSet);
        string whole = graph.AddNode("Reshape", [text, _flat]);
        return Split(graph, SplitAtRareSpace(whole), delimiter: null);
    }

    /// <summary>Splits at all white space but the blank, which most texts have none of: they go past it.</summary>
    private string SplitAtRareSpace(string whole)
    {
        string hasRare = graph.AddNode("RegexFullMatch", [whole], [OnnxAttribute.String("pattern", $"(?s).*{AnySpaceButBlank}.*")]);
        OnnxGraphBuilder splits = graph.CreateBody("split");
        string pieces = whole;
        foreach (char separator in TextWords.Separators.SkipLast(1))
        {
            pieces = Split(splits, pieces, separator.ToString());
        }

        splits.AddOutput(pieces, OnnxElementType.String, "pieces");
        OnnxGraphBuilder passes = graph.CreateBody("pass");
        passes.AddOutput(passes.AddNode("Identity", [whole]), OnnxElementType.String, "pieces");
        return graph.AddNode("If", [hasRare], [splits.ToAttribute("then_branch"), passes.ToAttribute("else_branch")]);
    }

    /// <summary>
    /// Splits pieces, of shape [pieces], once more. Those without a word go at once, and those past the maximum length with them, for each
    /// that stays has one: so the table of what each piece splits into stays small.
    /// </summary>
    private string Split(OnnxGraphBuilder target, string pieces, string? delimiter)
    {
        string[] table = target.AddNode(
            "StringSplit", [pieces], delimiter is null ? [] : [OnnxAttribute.String("delimiter", delimiter)], [null, null]);
        string all = target.AddNode("Reshape", [table[0], _flat]);
        string isSpace = target.AddNode("RegexFullMatch", [all], [OnnxAttribute.String("pattern", AnySpace + "*")]);
        string kept = target.AddNode("Compress", [all, target.AddNode("Not", [isSpace])], [OnnxAttribute.Integer("axis", 0)]);
        return target.AddNode("Slice", [kept, _first, _end]);
    }

    private static string ToPattern(char separator) => string.Create(CultureInfo.InvariantCulture, $@"\x{{{(int)separator:X4}}}");
}
