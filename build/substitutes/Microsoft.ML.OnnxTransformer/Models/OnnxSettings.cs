namespace Microsoft.ML.Transforms.Onnx;

/// <summary>All that is said about a model beside the model itself.</summary>
internal sealed class OnnxSettings
{
    public const int DefaultRecursionLimit = 100;

    public required OnnxColumns Columns { get; init; }

    public required OnnxDevice Device { get; init; }

    public IDictionary<string, int[]> Shapes { get; init; }

    public int RecursionLimit { get; init; } = DefaultRecursionLimit;

    public int? InterOpNumThreads { get; init; }

    public int? IntraOpNumThreads { get; init; }
}
