using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Tests.Datasets;

[TestClass]
public sealed class CsvImageFileTests
{
    [TestMethod]
    public void ReadsALabelInAnyColumn()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("images.csv", "a,b,what,c,d\n1,2,cat,3,4\n5,6,ant,7,8.5\n");

        ImageDataset images = CsvImageFile.Load(path, "what");

        Assert.AreEqual(new ImageShape(1, 2, 2), images.Shape);
        CollectionAssert.AreEqual(new[] { "ant", "cat" }, images.ClassNames.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 0 }, images.Labels.ToArray());
        CollectionAssert.AreEqual(new[] { 5f, 6f, 7f, 8.5f }, images.GetImage(1).ToArray());
    }

    [TestMethod]
    public void OrdersNumbersAsNumbers()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("images.csv", "p,class\n0,10\n0,9\n0,2\n");

        CollectionAssert.AreEqual(new[] { "2", "9", "10" }, CsvImageFile.Load(path, "class").ClassNames.ToArray());
    }

    [TestMethod]
    [DataRow("a,b\n1,2\n", "no column 'class'")]
    [DataRow("a,b,c,class\n1,2,3,x\n", "no square")]
    [DataRow("a,class\none,x\n", "Line 2")]
    [DataRow("a,class\n1,x,3\n", "3 fields")]
    [DataRow("a,class\n1\n", "1 fields")]
    [DataRow("a,class\n", "no images")]
    [DataRow("", "is empty")]
    public void RefusesWhatIsNoTableOfImages(string content, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("images.csv", content);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CsvImageFile.Load(path, "class"));

        StringAssert.Contains(error.Message, message);
        StringAssert.Contains(error.Message, "images.csv");
    }

    [TestMethod]
    public void RefusesAClassThatTheTrainingSetLacks()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("test.csv", "a,class\n1,x\n2,y\n");

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CsvImageFile.Load(path, "class", classNames: ["x"]));

        StringAssert.Contains(error.Message, "class 'y'");
    }

    [TestMethod]
    public void RefusesADamagedFileAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("digits.csv.gz", [31, 139, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CsvImageFile.Load(path, "Label"));
        var missing = Assert.ThrowsExactly<FileNotFoundException>(() => CsvImageFile.Load(path + "x", "Label"));

        StringAssert.Contains(error.Message, path);
        StringAssert.Contains(missing.Message, path);
    }
}
