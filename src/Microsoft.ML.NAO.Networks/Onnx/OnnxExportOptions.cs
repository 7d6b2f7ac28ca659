namespace Microsoft.ML.NAO.Onnx;

/// <summary>How a network is written as an ONNX model.</summary>
public sealed class OnnxExportOptions
{
    /// <summary>
    /// The name of the input: one sample as it is in the data set, an image or a vector of shape [1, values], or a text of shape [1, 1].
    /// </summary>
    /// <value>The default value is <c>Features</c>.</value>
    public string InputName { get; set; } = "Features";

    /// <summary>
    /// The name of a first dimension of the input and of all outputs, with which a call takes any number of samples; null where it takes one.
    /// The outputs then have the shapes [batch, classes], [batch, 1] and [batch]. A network that reads texts takes one at a time.
    /// </summary>
    /// <value>The default value is null. ML.NET's own OnnxTransformer scores row by row, and wants shapes without it.</value>
    public string? BatchDimension { get; set; }

    /// <summary>How an image's values are ordered.</summary>
    /// <value>The default value is <see cref="Onnx.PixelOrder.Planar"/>.</value>
    public PixelOrder PixelOrder { get; set; } = PixelOrder.Planar;

    /// <summary>
    /// The name of the output: the probability of each class, of shape [classes]; with <see cref="Logit"/> the log-odds of the second of two
    /// classes, of shape [1]; for a network that predicts a value that value, of shape [1].
    /// </summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreName { get; set; } = "Score";

    /// <summary>Whether a network of two classes gives the log-odds of the second class, instead of the probabilities of both.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Logit { get; set; }

    /// <summary>The name of the output with the index of the most probable class, an int64 of shape [1]; null for no such output.</summary>
    /// <value>The default value is null.</value>
    public string? PredictedIndexName { get; set; }

    /// <summary>
    /// The names of the classes, which ML.NET shows as slot names of the scores; null to leave them out. With <see cref="Logit"/> there are no
    /// slots of classes, and they are left out.
    /// </summary>
    /// <value>The default value is null.</value>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>Texts that travel with the model, by key, for people and tools: the architecture, say.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The first dimension of the input and of the index.</summary>
    internal OnnxDimension FirstDimension => BatchDimension is { } name ? name : 1;
}
