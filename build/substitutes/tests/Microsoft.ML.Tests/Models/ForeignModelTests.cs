using System.IO.Compression;
using System.Reflection;
using Microsoft.ML;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Models;

/// <summary>The substitutes keep models in a format of their own, and say so when they meet the real one.</summary>
[TestClass]
public sealed class ForeignModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void AModelOfTheRealPackageIsRefusedAndSaysWhy()
    {
        string? version = typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        if (version?.Contains("-substitute.", StringComparison.Ordinal) != true)
            Assert.Inconclusive("Skipped: the real package is in force, and reads its own format.");

        var stream = new MemoryStream();
        stream.Write(Directions.Train(_context).ToBytes());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry chain = archive.Entries.Single(entry => entry.FullName.Replace('\\', '/') == "TransformerChain/Model.key");
            using Stream entry = chain.Open();
            entry.SetLength(0);
            entry.Write("ML\0MODEL"u8);
            entry.Write(new byte[120]);
        }

        stream.Position = 0;
        var error = Assert.ThrowsExactly<FormatException>(() => _context.Model.Load(stream, out _));

        StringAssert.Contains(error.Message, "real ML.NET");
    }
}
