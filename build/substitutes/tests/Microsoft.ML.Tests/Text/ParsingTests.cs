using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Text;

[TestClass]
public sealed class ParsingTests
{
    [TestMethod]
    [DataRow("abc", float.NaN)]
    [DataRow("1.5x", float.NaN)]
    [DataRow(" 4 ", 4)]
    [DataRow("1 2", float.NaN)]
    [DataRow("Infinity", float.PositiveInfinity)]
    [DataRow("-Infinity", float.NegativeInfinity)]
    [DataRow("1e400", float.PositiveInfinity)]
    [DataRow("1e-400", 0)]
    [DataRow("0x10", float.NaN)]
    [DataRow("--1", float.NaN)]
    [DataRow("1e", float.NaN)]
    [DataRow(".5", 0.5f)]
    [DataRow("5.", 5)]
    [DataRow(".", float.NaN)]
    [DataRow("?", float.NaN)]
    [DataRow("NA", float.NaN)]
    [DataRow("", 0)]
    public void NumbersAreReadLeniently(string text, float expected)
        => Assert.AreEqual(expected, Load(text, DataKind.Single).Column<float>("X")[0]);

    [TestMethod]
    [DataRow("5", 5)]
    [DataRow("-5", -5)]
    [DataRow("-9223372036854775808", long.MinValue)]
    [DataRow("", 0)]
    public void IntegersAreReadExactly(string text, long expected)
        => Assert.AreEqual(expected, Load(text, DataKind.Int64).Column<long>("X")[0]);

    [TestMethod]
    [DataRow("5.0", DataKind.Int32)]
    [DataRow("+5", DataKind.Int32)]
    [DataRow("300", DataKind.Byte)]
    [DataRow("-1", DataKind.UInt32)]
    [DataRow("abc", DataKind.Int32)]
    [DataRow("?", DataKind.Int32)]
    [DataRow("18446744073709551615", DataKind.Int64)]
    public void WhatIsNoIntegerOfTheKindIsAnErrorWithItsLine(string text, DataKind kind)
    {
        var error = Assert.ThrowsExactly<FormatException>(() => Read(Load(text, kind)));

        StringAssert.Contains(error.Message, "line 1, column X");
        StringAssert.Contains(error.Message, text);
    }

    [TestMethod]
    [DataRow("T", true)]
    [DataRow("true", true)]
    [DataRow("Yes", true)]
    [DataRow("1", true)]
    [DataRow("+", true)]
    [DataRow("0", false)]
    [DataRow("-", false)]
    [DataRow("-1", false)]
    [DataRow("no", false)]
    [DataRow("False", false)]
    [DataRow("", false)]
    public void BooleansHaveManySpellings(string text, bool expected)
        => Assert.AreEqual(expected, Load(text, DataKind.Boolean).Column<bool>("X")[0]);

    [TestMethod]
    [DataRow("0", 1U)]
    [DataRow("2", 3U)]
    [DataRow("3", 0U)]
    [DataRow("", 0U)]
    public void KeysAreZeroBasedInText(string text, uint expected)
    {
        using var file = new TextFile(text + "\tq");
        IDataView view = file.Load(new TextLoader.Options { Columns = [new TextLoader.Column("X", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(3))] });

        Assert.AreEqual(expected, view.Column<uint>("X")[0]);
    }

    [TestMethod]
    public void AnEmptyNumberIsMissingIfAskedFor()
    {
        using var file = new TextFile("1,,3\n");

        CollectionAssert.AreEqual(
            new[] { 1, float.NaN, 3 }, file.Load(DataKind.Single, last: 2, options => options.MissingRealsAsNaNs = true).Column<float[]>("X")[0]);
    }

    [TestMethod]
    public void ACommaMayBeTheDecimalMarker()
    {
        using var file = new TextFile("1,5;2.5;3\n-1,5e1;,5;5,");

        double[][] rows = file.Load(
            DataKind.Double,
            last: 2,
            options =>
            {
                options.Separators = [';'];
                options.DecimalMarker = ',';
            }).Column<double[]>("X");

        CollectionAssert.AreEqual(new[] { 1.5, double.NaN, 3 }, rows[0]);
        CollectionAssert.AreEqual(new[] { -15, 0.5, 5 }, rows[1]);
    }

    [TestMethod]
    public void SparseLinesNameTheirFields()
    {
        using var file = new TextFile("1\t5\t0:1\t3:4\n3\t1\t2\t3\t4\t5\n");

        IDataView view = file.Load(new TextLoader.Options { AllowSparse = true, Columns = [new TextLoader.Column("X", DataKind.Single, 1, 5)] });

        VBuffer<float>[] rows = [.. view.GetColumn<VBuffer<float>>("X")];
        Assert.IsFalse(rows[0].IsDense);
        CollectionAssert.AreEqual(new float[] { 1, 0, 0, 4, 0 }, rows[0].DenseValues().ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4, 5 }, rows[1].DenseValues().ToArray());
    }

    private static IDataView Load(string text, DataKind kind)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("parsing").FullName, "one.txt");
        File.WriteAllText(path, text + "\tq");
        return new MLContext(1).Data.LoadFromTextFile(path, [new TextLoader.Column("X", kind, 0)]);
    }

    private static void Read(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
        {
        }
    }
}
