using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>What an exception of libtorch's says about a device. It arrives as a message alone.</summary>
internal static class DeviceFailure
{
    // c10::OutOfMemoryError on CUDA; "DefaultCPUAllocator: can't allocate memory" on a CPU, "not enough memory" on Windows'.
    private static readonly string[] OutOfMemory = ["out of memory", "can't allocate memory", "not enough memory", "_STATUS_ALLOC_FAILED"];

    private static readonly string[] Broken = ["CUDA error", "device-side assert", "cuDNN error", "CUDNN_STATUS_", "CUBLAS_STATUS_"];

    // The device is sound, and was asked for what it does not do.
    private static readonly string[] Refused =
        ["_STATUS_NOT_SUPPORTED", "_STATUS_BAD_PARAM", "_STATUS_INVALID_VALUE", "invalid argument", "invalid configuration argument"];

    /// <summary>Whether its memory does not suffice.</summary>
    public static bool IsOutOfMemory(Exception exception) =>
        Chain(exception).Any(cause => cause is OutOfMemoryException || Names(cause, OutOfMemory));

    /// <summary>
    /// Whether it is in a state in which nothing works any more: after a failed assertion or a wrong access on a GPU, all that the process asks
    /// of it fails at once.
    /// </summary>
    public static bool IsBroken(Exception exception) =>
        exception is not WorkerFailedException
        && !IsOutOfMemory(exception)
        && Chain(exception).Any(cause => Names(cause, Broken) && !Names(cause, Refused));

    /// <summary>What says so to a study, which then gives the trial to another worker.</summary>
    public static WorkerFailedException ToWorkerFailure(Exception exception) => new(
        $"The device can no longer be used by this process: {exception.Message} Where no other device goes on, start a new process and run the search again; with a journal it goes on from there.",
        exception);

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static bool Names(Exception exception, string[] texts) =>
        Array.Exists(texts, text => exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase));
}
