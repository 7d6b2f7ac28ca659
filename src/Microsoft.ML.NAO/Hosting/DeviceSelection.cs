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
        if (context.GpuDeviceId is not { } index)
        {
            return torch.CPU;
        }

        if (torch.cuda.is_available() && index >= 0 && index < torch.cuda.device_count())
        {
            return torch.device($"cuda:{index}");
        }

        string reason = torch.cuda.is_available()
            ? $"MLContext.GpuDeviceId is {index}, and there are {torch.cuda.device_count()} GPUs, from 0."
            : $"MLContext.GpuDeviceId is {index}, and TorchSharp finds no GPU. Reference a CUDA backend of TorchSharp, such as TorchSharp-cuda-linux.";
        if (!context.FallbackToCpu)
        {
            throw new InvalidOperationException($"{reason} Set MLContext.FallbackToCpu to train on the CPU instead.");
        }

        channel.Warning(MessageSensitivity.None, $"{reason} Training on the CPU.");
        return torch.CPU;
    }
}
