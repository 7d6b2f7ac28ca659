namespace Microsoft.ML.NAO.Onnx;

/// <summary>How a network is written as an ONNX model.</summary>
public sealed class OnnxExportOptions
{
    /// <summary>The name of the input: one image of shape [1, channels · height · width], as it is in the data set.</summary>
    /// <value>The default value is <c>Features</c>.</value>
    public string InputName { get; set; } = "Features";

    /// <summary>How the input's values are ordered.</summary>
    /// <value>The default value is <see cref="Onnx.PixelOrder.Planar"/>.</value>
    public PixelOrder PixelOrder { get; set; } = PixelOrder.Planar;

    /// <summary>The name of the output with the probability of each class, of shape [classes].</summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreName { get; set; } = "Score";

    /// <summary>The name of the output with the index of the most probable class, an int64 of shape [1]; null for no such output.</summary>
    /// <value>The default value is null.</value>
    public string? PredictedIndexName { get; set; }

    /// <summary>The names of the classes, which ML.NET shows as slot names of the scores; null to leave them out.</summary>
    /// <value>The default value is null.</value>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>Texts that travel with the model, by key, for people and tools: the architecture, say.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
