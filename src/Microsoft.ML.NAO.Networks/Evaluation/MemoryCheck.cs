using TorchSharp;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>Refuses trainings for which the system's memory does not suffice: a GPU says so itself; a system without memory ends the process.</summary>
internal static class MemoryCheck
{
    /// <summary>Throws if a training on a CPU takes more than its share of the memory that the system has for this process.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="needed">The bytes that it takes.</param>
    /// <param name="trainings">How many trainings share the memory.</param>
    /// <param name="task">What is to be done, for the message.</param>
    /// <param name="remedy">What to do about it, for the message.</param>
    /// <exception cref="InsufficientMemoryException">It takes more.</exception>
    public static void Require(torch.Device device, long needed, int trainings, string task, string remedy)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (device.type == DeviceType.CPU && needed > available / trainings)
        {
            string share = trainings == 1 ? string.Empty : $" for {trainings} trainings at once";
            throw new InsufficientMemoryException(
                $"{task} takes some {needed >> 20} MiB, and the process has {available >> 20} MiB{share}. {remedy}{(trainings == 1 ? string.Empty : " Fewer workers leave more to each.")}");
        }
    }
}
