using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class SequenceLengthsTests
{
    [TestMethod]
    public void LengthsAreAsTheAuthorsDrawThem()
    {
        var random = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, 100_000).Select(_ => SequenceLengths.Draw(new LanguageModelTrainingOptions(), random))];

        Assert.AreEqual((0.95 * 35) + (0.05 * 17.5) - 0.5, lengths.Average(), 0.1);
        Assert.IsGreaterThanOrEqualTo(5, lengths.Min());
        Assert.IsLessThanOrEqualTo(55, lengths.Max());
        Assert.AreEqual(55, SequenceLengths.GetLongest(new LanguageModelTrainingOptions()));
        Assert.AreEqual(0.047, lengths.Count(length => length < 25) / 1e5 - 0.95 * 0.0228, 0.003);
    }

    [TestMethod]
    public void WithoutADeviationThereAreTwoLengths()
    {
        var random = new Random(1);
        var options = new LanguageModelTrainingOptions { LengthDeviation = 0 };

        CollectionAssert.AreEquivalent(new[] { 17, 35 }, Enumerable.Range(0, 1000).Select(_ => SequenceLengths.Draw(options, random)).Distinct().ToArray());
        Assert.AreEqual(35, SequenceLengths.GetLongest(options));
    }
}
