namespace Microsoft.ML.Runtime;

/// <summary>What components run in: random numbers, channels, cancellation.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    IHost Register(string name, int? seed = null, bool? verbose = null);
}
