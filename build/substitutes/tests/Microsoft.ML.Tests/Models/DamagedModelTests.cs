using System.IO.Compression;
using Microsoft.ML;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Models;

[TestClass]
public sealed class DamagedModelTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void WhatIsNoArchiveIsRefused()
    {
        byte[] model = Directions.Train(_context).ToBytes();

        foreach (byte[] bytes in new[] { [1, 2, 3], [], model[..(model.Length / 2)] })
        {
            var error = Assert.ThrowsExactly<FormatException>(() => Load(bytes));
            Assert.AreEqual("Failed to open a zip archive", error.Message);
        }
    }

    [TestMethod]
    public void AnArchiveWithoutItsModelIsRefused()
    {
        byte[] model = Directions.Train(_context).ToBytes(Directions.View(_context).Schema);
        byte[] bytes = Edit(archive => Find(archive, "TransformerChain/Model.key").Delete(), model);

        var error = Assert.ThrowsExactly<FormatException>(() => Load(bytes));

        StringAssert.StartsWith(error.Message, "Corrupt model file");
    }

    [TestMethod]
    public void AStepThatIsMissingIsRefused()
    {
        byte[] bytes = Edit(archive => Find(archive, "TransformerChain/Transform_001/Model.key").Delete());

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Load(bytes));

        StringAssert.StartsWith(error.Message, "Error during class instantiation");
        Assert.IsInstanceOfType<FormatException>(error.GetBaseException());
    }

    [TestMethod]
    public void RubbishInAModelIsRefused()
    {
        byte[] bytes = Edit(archive =>
        {
            using Stream entry = Find(archive, "TransformerChain/Model.key").Open();
            entry.SetLength(0);
            entry.Write(new byte[200]);
        });

        Assert.ThrowsExactly<FormatException>(() => Load(bytes));
    }

    [TestMethod]
    public void AStepThatIsCutShortIsRefused()
    {
        byte[] bytes = Edit(archive =>
        {
            using Stream entry = Find(archive, "TransformerChain/Transform_001/Model.key").Open();
            entry.SetLength(entry.Length / 2);
        });

        Assert.ThrowsExactly<InvalidOperationException>(() => Load(bytes));
    }

    [TestMethod]
    public void AMissingSchemaIsNoError()
    {
        byte[] model = Directions.Train(_context).ToBytes(Directions.View(_context).Schema);
        byte[] bytes = Edit(archive => Find(archive, "Schema").Delete(), model);

        _context.Model.Load(new MemoryStream(bytes), out DataViewSchema schema);

        Assert.IsNull(schema);
    }

    [TestMethod]
    public void AFileThatIsNotThereIsAnError()
    {
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => _context.Model.Load("/nonexistent/x.zip", out _));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Model.Load(string.Empty, out _));
    }

    private static ITransformer Load(byte[] bytes) => new MLContext(1).Model.Load(new MemoryStream(bytes), out _);

    private byte[] Edit(Action<ZipArchive> change, byte[]? model = null)
    {
        var stream = new MemoryStream();
        stream.Write(model ?? Directions.Train(_context).ToBytes());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            change(archive);
        return stream.ToArray();
    }

    /// <summary>The real package may separate the parts of a name by backslashes.</summary>
    private static ZipArchiveEntry Find(ZipArchive archive, string name) => archive.Entries.Single(entry => entry.FullName.Replace('\\', '/') == name);
}
