namespace Substitutes.Tests.TorchSharp.Support;

/// <summary>The versions of TorchSharp whose behaviour the substitute has: 0.99.6 to 0.102.8.</summary>
internal static class KnownVersions
{
    private static readonly Version FirstNewer = new(0, 103);

    /// <summary>Ends a test of what newer versions do in another way, where one of these is in force.</summary>
    public static void SkipNewer()
    {
        Version version = typeof(global::TorchSharp.torch).Assembly.GetName().Version!;
        if (version >= FirstNewer)
        {
            Assert.Inconclusive($"Skipped: TorchSharp {version} is in force, and does this in another way than the versions before {FirstNewer}.");
        }
    }
}
