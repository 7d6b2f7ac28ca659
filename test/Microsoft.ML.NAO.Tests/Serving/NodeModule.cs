using System.Reflection;

namespace Microsoft.ML.NAO.Tests.Serving;

/// <summary>Finds onnxruntime-node, which build/setup.sh unpacks; where no setup was run, npm installs it.</summary>
internal static class NodeModule
{
    private const string Version = "1.23.2";

    public static string Locate()
    {
        string build = Path.Combine(
            typeof(NodeModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!, "build");
        string module = Path.Combine(build, "native", "node_modules", "onnxruntime-node");
        if (!Directory.Exists(module))
        {
            string own = Path.Combine(build, "out", "node");
            module = Path.Combine(own, "node_modules", "onnxruntime-node");
            if (!Directory.Exists(module))
            {
                Directory.CreateDirectory(own);
                ChildProcess.Run("npm", ["install", "--prefix", own, "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", $"onnxruntime-node@{Version}"]);
            }
        }

        return module;
    }
}
