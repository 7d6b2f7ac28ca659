namespace Microsoft.ML.NAO.Onnx;

/// <summary>How a language model is written as an ONNX model.</summary>
public sealed class LanguageModelOnnxOptions
{
    /// <summary>
    /// Whether the model reads sequences of any length, step by step in a loop of its own (ONNX's <c>Scan</c>). Otherwise it takes one step,
    /// and the caller hands the state on.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool WholeSequences { get; set; }

    /// <summary>
    /// The name of the input with the words as indices into the vocabulary: an int64 of shape [batch], or of shape [steps, batch] for whole
    /// sequences.
    /// </summary>
    /// <value>The default value is <c>Words</c>.</value>
    public string WordsName { get; set; } = "Words";

    /// <summary>The name of the input with the state before the words, of shape [batch, hidden size]; zeros at the beginning of a text.</summary>
    /// <value>The default value is <c>State</c>.</value>
    public string StateName { get; set; } = "State";

    /// <summary>
    /// The name of the output with the logits of the next words, of shape [batch, vocabulary], or of shape [steps, batch, vocabulary] for whole
    /// sequences.
    /// </summary>
    /// <value>The default value is <c>Logits</c>.</value>
    public string LogitsName { get; set; } = "Logits";

    /// <summary>The name of the output with the state after the words, of shape [batch, hidden size].</summary>
    /// <value>The default value is <c>NextState</c>.</value>
    public string NextStateName { get; set; } = "NextState";

    /// <summary>Texts that travel with the model, by key, for people and tools: the architecture, say.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
