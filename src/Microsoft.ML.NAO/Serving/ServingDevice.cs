using Microsoft.ML.Data;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// Tries out whether ONNX Runtime can serve on the GPU that a context names: otherwise a search would find out at its end. The library of
/// Microsoft.ML.OnnxRuntime is for CPUs alone.
/// </summary>
internal static class ServingDevice
{
    /// <summary>The context to serve with: the given one, or one without a GPU where it may fall back to the CPU and has to.</summary>
    /// <param name="context">The context.</param>
    /// <param name="channel">Takes a warning.</param>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, and <see cref="MLContext.FallbackToCpu"/> is off.</exception>
    public static MLContext Select(MLContext context, IChannel channel)
    {
        if (context.GpuDeviceId is not { } index || TryOut(context, index) is not { } error)
        {
            return context;
        }

        string reason = $"MLContext.GpuDeviceId is {index}, and ONNX Runtime, which serves the network, cannot use that GPU: {error.GetBaseException().Message} Reference Microsoft.ML.OnnxRuntime.Gpu instead of Microsoft.ML.OnnxRuntime";
        if (!context.FallbackToCpu)
        {
            throw new InvalidOperationException(
                $"{reason}, or set MLContext.FallbackToCpu to serve on the CPU.", error);
        }

        channel.Warning(MessageSensitivity.None, $"{reason} to serve on it. Serving on the CPU.");
        return new MLContext { TempFilePath = context.TempFilePath, FallbackToCpu = true };
    }

    private static Exception? TryOut(MLContext context, int gpuDeviceId)
    {
        using var file = new TemporaryFile(context.TempFilePath, ".onnx");
        using (FileStream stream = File.Create(file.FullPath))
        {
            var graph = new OnnxGraphBuilder("Trial");
            graph.AddNode("Identity", [graph.AddInput("in", OnnxElementType.Float, 1)], output: "out");
            graph.AddOutput("out", OnnxElementType.Float, 1);
            graph.Save(stream);
        }

        try
        {
            // ML.NET replaces a GPU of the context by the CPU without a word, where ONNX Runtime refuses and the context allows it; but not
            // one that is named here.
            IDataView row = context.Data.LoadFromEnumerable([new Row()]);
            using var transformer = context.Transforms.ApplyOnnxModel("out", "in", file.FullPath, gpuDeviceId).Fit(row);
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or EntryPointNotFoundException or DllNotFoundException)
        {
            // The library of ONNX Runtime 1.24 and later lacks the function, which is no refusal to ML.NET.
            return error;
        }
    }

    private sealed class Row
    {
        [VectorType(1)]
        [ColumnName("in")]
        public float[] Values { get; set; } = [0];
    }
}
