using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

/// <summary>The hashes were seen with the real package: saved models depend on them.</summary>
[TestClass]
public sealed class HashTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(ValueRow.Rows);

    [TestMethod]
    public void TextIsHashedAndNoTextIsMissing()
    {
        IDataView hashed = _context.Transforms.Conversion.Hash("O", "Text").Fit(View).Transform(View);

        Assert.AreEqual("Key<UInt32, 0-2147483647>", hashed.Schema["O"].Type.ToString());
        CollectionAssert.AreEqual(new uint[] { 354562119, 0, 623020207, 354562119 }, hashed.Column<uint>("O"));
    }

    [TestMethod]
    public void VectorsAreHashedItemByItem()
    {
        uint[][] texts = _context.Transforms.Conversion.Hash("O", "Texts").Fit(View).Transform(View).Column<uint[]>("O");

        CollectionAssert.AreEqual(new uint[] { 745715393, 348828207 }, texts[0]);
        CollectionAssert.AreEqual(new uint[] { 0, 1489637823 }, texts[1]);
        CollectionAssert.AreEqual(new uint[] { 745715393, 745715393 }, texts[2]);
        CollectionAssert.AreEqual(new uint[] { 1590117972, 2026230187 }, texts[3]);
        uint[][] numbers = _context.Transforms.Conversion.Hash("O", "Vector", numberOfBits: 5).Fit(View).Transform(View).Column<uint[]>("O");
        CollectionAssert.AreEqual(new uint[] { 15, 10 }, numbers[0]);
        CollectionAssert.AreEqual(new uint[] { 0, 21 }, numbers[1]);
    }

    [TestMethod]
    public void AVectorIsCombinedIntoOneHash()
    {
        CollectionAssert.AreEqual(new uint[] { 205507685, 1701491987, 1457071734, 205507685 }, Combined("Longs"));
        CollectionAssert.AreEqual(new uint[] { 872955941, 0, 76196675, 292158436 }, Combined("Texts"));
    }

    [TestMethod]
    public void OrderedHashesDependOnTheSlot()
    {
        var options = new HashingEstimator.ColumnOptions("O", "Texts", 5, seed: 5, useOrderedHashing: true);
        uint[][] hashed = _context.Transforms.Conversion.Hash(options).Fit(View).Transform(View).Column<uint[]>("O");

        CollectionAssert.AreEqual(new uint[] { 12, 7 }, hashed[0]);
        CollectionAssert.AreEqual(new uint[] { 12, 15 }, hashed[2]);
    }

    [TestMethod]
    public void AnIndexOfAClassHasTheHashThatServingChainsLookUp()
    {
        IDataView indices = _context.Data.LoadFromEnumerable(new long[] { 0, 1, 2 }.Select(i => new Index { I = [i] }));
        var options = new HashingEstimator.ColumnOptions("O", "I", 31, combine: true);

        uint[] hashes = _context.Transforms.Conversion.Hash(options).Fit(indices).Transform(indices).Column<uint>("O");

        CollectionAssert.AreEqual(new uint[] { 558408192, 1566569801, 1994837476 }, hashes);
    }

    [TestMethod]
    public void ALoadedHasherHashes()
    {
        ITransformer loaded = _context.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions("O", "Longs", 31, combine: true)).Fit(View).RoundTrip();

        CollectionAssert.AreEqual(new uint[] { 205507685, 1701491987, 1457071734, 205507685 }, loaded.Transform(View).Column<uint>("O"));
    }

    [TestMethod]
    public void OptionsThatExcludeEachOtherAreRefused()
    {
        var options = new HashingEstimator.ColumnOptions("O", "Vector", 5, useOrderedHashing: true, combine: true);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.Hash(options));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new HashingEstimator.ColumnOptions("O", "Vector", 31, maximumNumberOfInverts: 2));
    }

    private uint[] Combined(string column)
        => _context.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions("O", column, 31, combine: true)).Fit(View).Transform(View).Column<uint>("O");

    private sealed class Index
    {
        [VectorType(1)]
        public long[]? I;
    }
}
