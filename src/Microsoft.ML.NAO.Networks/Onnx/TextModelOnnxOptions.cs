using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Onnx;

/// <summary>How a language model that reads texts itself is written as an ONNX model.</summary>
public sealed class TextModelOnnxOptions
{
    /// <summary>The default of <see cref="MaximumWords"/>.</summary>
    public const int DefaultMaximumWords = 256;

    /// <summary>The name of the input: one text, of shape [1, 1].</summary>
    /// <value>The default value is <c>Text</c>.</value>
    public string TextName { get; set; } = "Text";

    /// <summary>The name of the output with the text's perplexity, of shape [1].</summary>
    /// <value>The default value is <c>Perplexity</c>.</value>
    public string PerplexityName { get; set; } = "Perplexity";

    /// <summary>
    /// The name of the output with the probability of each word after the text, of shape [vocabulary]. ML.NET shows the words as its slot names.
    /// </summary>
    /// <value>The default value is <c>NextTokenScores</c>.</value>
    public string NextTokenScoresName { get; set; } = "NextTokenScores";

    /// <summary>The largest number of words of a text; what is longer is cut, as if it ended there.</summary>
    /// <value>
    /// The default value is 256. With a vocabulary of 10,000 words, a text of as many takes some 20 MiB, for the network foretells every word of it.
    /// </value>
    [Range(1, 65_536)]
    public int MaximumWords { get; set; } = DefaultMaximumWords;

    /// <summary>Texts that travel with the model, by key, for people and tools: the architecture, say.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
}
