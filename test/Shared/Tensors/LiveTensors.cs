using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Tensors;

/// <summary>Counts the tensors that nobody has freed.</summary>
internal static class LiveTensors
{
    /// <summary>Counts them after those that only wait for their finalizer are gone.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
