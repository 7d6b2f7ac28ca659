namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How an ONNX model is loaded and run.</summary>
public sealed class OnnxOptions
{
    public string ModelFile;

    /// <summary>Columns with the names of the model's inputs.</summary>
    public string[] InputColumns;

    /// <summary>The outputs of the model to add as columns.</summary>
    public string[] OutputColumns;

    /// <summary>The graphics processor to run on; null for the CPU.</summary>
    public int? GpuDeviceId;

    /// <summary>Whether the CPU takes over where the graphics processor fails.</summary>
    public bool FallbackToCpu;

    /// <summary>Shapes that replace the open dimensions of the model's own.</summary>
    public IDictionary<string, int[]> ShapeDictionary;

    /// <summary>How deep messages in the model file may be nested.</summary>
    public int RecursionLimit = 100;

    public int? InterOpNumThreads;

    /// <summary>Threads inside one operation; null takes one per core.</summary>
    public int? IntraOpNumThreads;
}
