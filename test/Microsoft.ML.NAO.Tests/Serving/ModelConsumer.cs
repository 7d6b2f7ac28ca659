using System.Reflection;

namespace Microsoft.ML.NAO.Tests.Serving;

/// <summary>The program of test/ModelConsumer, which references ML.NET's packages alone.</summary>
internal static class ModelConsumer
{
    /// <summary>The path of the program, built beside this project with the same configuration.</summary>
    public static string Path { get; } = typeof(ModelConsumer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ModelConsumer").Value!;
}
