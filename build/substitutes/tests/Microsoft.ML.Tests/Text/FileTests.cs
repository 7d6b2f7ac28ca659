using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Text;

[TestClass]
public sealed class FileTests
{
    private static readonly TextLoader.Column[] OneNumber = [new("X", DataKind.Single, 0)];

    [TestMethod]
    public void SeveralFilesAreOneViewEachWithItsHeader()
    {
        using var first = new TextFile("h\n1\n2\n");
        using var second = new TextFile("h\n3\n");

        IDataView view = new MLContext(1).Data.CreateTextLoader(new TextLoader.Options { HasHeader = true, Columns = OneNumber })
            .Load(new MultiFileSource(first.Path, second.Path));

        CollectionAssert.AreEqual(new float[] { 1, 2, 3 }, view.Column<float>("X"));
        Assert.IsNull(view.GetRowCount());
        Assert.IsFalse(view.CanShuffle);
    }

    [TestMethod]
    public void APatternTakesTheFilesInTheOrderOfTheirNames()
    {
        string folder = Directory.CreateTempSubdirectory("pattern").FullName;
        File.WriteAllText(Path.Combine(folder, "b.csv"), "2\n");
        File.WriteAllText(Path.Combine(folder, "a.csv"), "1\n3\n");

        IDataView view = new MLContext(1).Data.LoadFromTextFile(Path.Combine(folder, "*.csv"), new TextLoader.Options { Columns = OneNumber });

        CollectionAssert.AreEqual(new float[] { 1, 3, 2 }, view.Column<float>("X"));
    }

    [TestMethod]
    public void NoMoreThanTheGreatestNumberOfRowsIsRead()
    {
        using var file = new TextFile("h\n1\n2\n3\n");

        CollectionAssert.AreEqual(
            new float[] { 1, 2 }, file.Load(new TextLoader.Options { HasHeader = true, MaxRows = 2, Columns = OneNumber }).Column<float>("X"));
    }

    [TestMethod]
    public void CarriageReturnsAndByteOrderMarksAreNoText()
    {
        using var file = new TextFile("\uFEFF1,a\r\n2,b\r\n");

        string[][] rows = file.Load(DataKind.String, last: 1).Column<string[]>("X");

        CollectionAssert.AreEqual(new[] { "1", "a" }, rows[0]);
        CollectionAssert.AreEqual(new[] { "2", "b" }, rows[1]);
    }

    [TestMethod]
    public void TheFileIsReadWhenRowsAreNeeded()
    {
        var file = new TextFile("1\n");
        IDataView view = file.Load(new TextLoader.Options { Columns = OneNumber });
        File.WriteAllText(file.Path, "7\n8\n");
        CollectionAssert.AreEqual(new float[] { 7, 8 }, view.Column<float>("X"));

        file.Dispose();
        Assert.ThrowsExactly<FormatException>(() => view.Column<float>("X"));
    }

    [TestMethod]
    public void OnlyTheColumnsInUseAreParsed()
    {
        using var file = new TextFile("1\tx\n");

        IDataView view = file.Load(new TextLoader.Options { Columns = [.. OneNumber, new TextLoader.Column("Y", DataKind.Int32, 1)] });

        CollectionAssert.AreEqual(new float[] { 1 }, view.Column<float>("X"));
        Assert.ThrowsExactly<FormatException>(() => view.Column<int>("Y"));
    }

    [TestMethod]
    public void ManyRowsKeepTheirOrder()
    {
        using var file = new TextFile(string.Join('\n', Enumerable.Range(0, 20_000)));

        IDataView view = file.Load(new TextLoader.Options { Columns = OneNumber });

        CollectionAssert.AreEqual(Enumerable.Range(0, 20_000).Select(i => (float)i).ToArray(), view.Column<float>("X"));
    }
}
