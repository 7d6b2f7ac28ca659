using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

/// <summary>Loads what was exported into ONNX Runtime, which then computes on one thread.</summary>
internal static class TestSessions
{
    /// <summary>Exports a model and loads it.</summary>
    public static InferenceSession Open(Action<Stream> export)
    {
        using var stream = new MemoryStream();
        export(stream);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        return new InferenceSession(stream.ToArray(), options);
    }
}
