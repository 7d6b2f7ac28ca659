namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The columns that a model reads and adds; none means all that the model has.</summary>
internal sealed record OnnxColumns(string[] Outputs, string[] Inputs)
{
    public static OnnxColumns All { get; } = new([], []);
}
