using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>Makes contexts that share the settings and the log of another one, and nothing else.</summary>
internal sealed class ChildContexts(MLContext parent)
{
    private readonly IChannel _channel = ((IChannelProvider)parent).Start("AutoMLExperiment-ChildContext");

    public static int? SeedOf(MLContext context) => ((IHostEnvironmentInternal)context.Model.GetEnvironment()).Seed;

    public MLContext Create()
    {
        var child = new MLContext(SeedOf(parent))
        {
            GpuDeviceId = parent.GpuDeviceId,
            FallbackToCpu = parent.FallbackToCpu,
            TempFilePath = parent.TempFilePath,
        };
        child.Log += (_, entry) => _channel.Send(new ChannelMessage(entry.Kind, MessageSensitivity.Unknown, entry.Message));
        return child;
    }
}
