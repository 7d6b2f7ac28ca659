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

    /// <summary>
    /// How many tensors a parameter leaves counted when it is disposed: it takes over the memory of a tensor that TorchSharp 0.99.6
    /// goes on counting, and newer versions don't.
    /// </summary>
    public static long LeftByAParameter() => LeftBy(() => torch.nn.Parameter(torch.zeros(1)).Dispose());

    /// <summary>How many tensors more are counted after some work than before it.</summary>
    public static long LeftBy(Action work)
    {
        long before = Count();
        work();
        return Count() - before;
    }
}
