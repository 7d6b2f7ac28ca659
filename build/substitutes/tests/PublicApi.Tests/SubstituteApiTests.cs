using System.Reflection;

namespace Substitutes.Tests.PublicApi;

/// <summary>
/// Each public member of a substitute is one of the real package, down to the names and defaults of its parameters; otherwise
/// what compiles here would not compile against the real one.
/// </summary>
[TestClass]
public sealed class SubstituteApiTests
{
    private const int LargestNumberShown = 200;

    /// <summary>A common base class that came after 0.99.6. Convolutions have it, and nobody needs to name it.</summary>
    private const string LaterBaseClass = "TorchSharp.Modules.Convolution";

    [TestMethod]
    public void EachMemberOfTheMachineLearningPackagesIsInTheRealOnes()
    {
        var assemblies = Substitutes.Where(assembly => !IsTorchSharp(assembly)).ToList();
        RequireSomethingToCompare(assemblies);
        var real = ApiList.Read("Microsoft.ML*.txt");

        ReportForeign(assemblies, assembly => real.Foreign(ApiPrinter.Print(assembly)));
    }

    [TestMethod]
    public void EachMemberOfTorchSharpIsInTheRealOne()
    {
        var assemblies = Substitutes.Where(IsTorchSharp).ToList();
        RequireSomethingToCompare(assemblies);
        var real = ApiList.Read("TorchSharp-0.102*.txt");

        ReportForeign(assemblies, assembly => real.Foreign(ApiPrinter.Print(assembly)));
    }

    /// <summary>0.99.6 is the newest that runs on libtorch 1.13; some parameters have other names there, and some optional ones are missing.</summary>
    [TestMethod]
    public void EachMemberOfTorchSharpCanBeCalledOnTheOldestRealOne()
    {
        var assemblies = Substitutes.Where(IsTorchSharp).ToList();
        RequireSomethingToCompare(assemblies);
        var real = ApiList.Read("TorchSharp-0.99*.txt");

        ReportForeign(assemblies, assembly => real.ForeignToCallers(
            ApiPrinter.Print(assembly).Where(line => !line.Contains($" {LaterBaseClass} :", StringComparison.Ordinal))));
    }

    private static IEnumerable<Assembly> Substitutes =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => Path.GetFileName(file).StartsWith("Microsoft.ML", StringComparison.Ordinal)
                || Path.GetFileName(file).StartsWith("TorchSharp", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .Where(IsSubstitute);

    private static bool IsSubstitute(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Contains("-substitute.", StringComparison.Ordinal) == true;

    private static bool IsTorchSharp(Assembly assembly) => assembly.GetName().Name == "TorchSharp";

    private static void RequireSomethingToCompare(List<Assembly> assemblies)
    {
        if (assemblies.Count == 0)
        {
            Assert.Inconclusive("Skipped: the real packages are in force, and there is no substitute to compare.");
        }
    }

    private static void ReportForeign(List<Assembly> assemblies, Func<Assembly, IReadOnlyList<string>> foreign)
    {
        var found = assemblies.SelectMany(assembly => foreign(assembly).Select(line => $"{assembly.GetName().Name}: {line}")).ToList();
        Assert.IsTrue(
            found.Count == 0,
            $"{found.Count} public members are not in the real packages:\n{string.Join('\n', found.Take(LargestNumberShown))}");
    }
}
