namespace Microsoft.ML.Runtime;

/// <summary>What every environment of ours has beside the public members.</summary>
internal interface IHostEnvironmentInternal : IHostEnvironment
{
    int? Seed { get; }

    string TempFilePath { get; set; }

    int? GpuDeviceId { get; set; }

    bool FallbackToCpu { get; set; }
}
