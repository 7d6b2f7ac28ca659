using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.NAO.Hosting;

/// <summary>Chooses the device to train on, by ML.NET's conventions.</summary>
internal static class DeviceSelection
{
    /// <summary>The device that the context's <see cref="MLContext.GpuDeviceId"/> names, or the CPU when it names none.</summary>
    /// <exception cref="InvalidOperationException">There is no such GPU, and <see cref="MLContext.FallbackToCpu"/> is off.</exception>
    public static torch.Device Select(MLContext context, IChannel channel)
    {
        return context.GpuDeviceId is { } index ? Select(index, "MLContext.GpuDeviceId", context, channel) : torch.CPU;
    }

    /// <summary>The GPU of an index, or the CPU where there is none and the context's <see cref="MLContext.FallbackToCpu"/> is on.</summary>
    /// <param name="index">The index.</param>
    /// <param name="source">Where it was given, for messages.</param>
    /// <param name="context">The context.</param>
    /// <param name="channel">Takes a warning.</param>
    /// <exception cref="InvalidOperationException">There is no such GPU, and <see cref="MLContext.FallbackToCpu"/> is off.</exception>
    public static torch.Device Select(int index, string source, MLContext context, IChannel channel)
    {
        if (torch.cuda.is_available() && index >= 0 && index < torch.cuda.device_count())
        {
            return torch.device($"cuda:{index}");
        }

        string reason = torch.cuda.is_available()
            ? $"{source} is {index}, and there are {torch.cuda.device_count()} GPUs, from 0."
            : $"{source} is {index}, and TorchSharp finds no GPU. Reference a CUDA backend of TorchSharp, such as TorchSharp-cuda-linux.";
        if (!context.FallbackToCpu)
        {
            throw new InvalidOperationException($"{reason} Set MLContext.FallbackToCpu to train on the CPU instead.");
        }

        channel.Warning(MessageSensitivity.None, $"{reason} Training on the CPU.");
        return torch.CPU;
    }
}
