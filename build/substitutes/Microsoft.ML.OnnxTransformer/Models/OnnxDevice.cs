using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Where a model runs: on a graphics processor, or on the CPU if there is no number.</summary>
internal sealed record OnnxDevice(int? GpuDeviceId, bool FallbackToCpu)
{
    /// <summary>What the environment says.</summary>
    public static OnnxDevice Of(IHostEnvironment environment)
        => environment is IHostEnvironmentInternal own ? new OnnxDevice(own.GpuDeviceId, own.FallbackToCpu) : new OnnxDevice(null, false);

    /// <summary>What the caller says; the environment only where the caller names no processor.</summary>
    public static OnnxDevice Choose(IHostEnvironment environment, int? gpuDeviceId, bool fallbackToCpu)
        => gpuDeviceId is null && Of(environment) is { GpuDeviceId: not null } device ? device : new OnnxDevice(gpuDeviceId, fallbackToCpu);
}
