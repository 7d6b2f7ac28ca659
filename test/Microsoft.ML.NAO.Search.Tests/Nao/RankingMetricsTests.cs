using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class RankingMetricsTests
{
    [TestMethod]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.1, 0.2, 0.3, 0.4 }, 1.0)]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.4, 0.3, 0.2, 0.1 }, 0.0)]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.1, 0.3, 0.2, 0.4 }, 5.0 / 6)]
    public void Pairwise_accuracy_is_the_fraction_of_pairs_in_order(double[] actual, double[] predicted, double expected) =>
        Assert.AreEqual(expected, RankingMetrics.PairwiseAccuracy(actual, predicted), 1e-12);

    [TestMethod]
    public void Pairwise_accuracy_of_one_value_is_not_a_number() => Assert.IsTrue(double.IsNaN(RankingMetrics.PairwiseAccuracy([1], [1])));

    [TestMethod]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.1, 0.2, 0.3, 0.4 }, 1.0)]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.4, 0.3, 0.2, 0.1 }, -1.0)]
    [DataRow(new[] { 1.0, 2, 3, 4 }, new[] { 0.1, 0.3, 0.2, 0.4 }, 4.0 / 6)]
    [DataRow(new[] { 1.0, 1, 2, 3 }, new[] { 1.0, 2, 3, 3 }, 4.0 / 5)]
    public void Kendalls_tau_accounts_for_ties(double[] actual, double[] predicted, double expected) =>
        Assert.AreEqual(expected, RankingMetrics.KendallTau(actual, predicted), 1e-12);

    [TestMethod]
    public void Kendalls_tau_of_equal_values_is_not_a_number() => Assert.IsTrue(double.IsNaN(RankingMetrics.KendallTau([1, 1], [1, 2])));

    [TestMethod]
    public void Different_lengths_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => RankingMetrics.PairwiseAccuracy([1, 2], [1]));
        Assert.ThrowsExactly<ArgumentException>(() => RankingMetrics.KendallTau([1, 2], [1]));
    }

    [TestMethod]
    public void Hamming_distance_counts_the_tokens_that_differ()
    {
        Assert.AreEqual(2, ReconstructionMetrics.HammingDistance(new Architecture(1, 2, 3), new Architecture(1, 3, 2)));
        Assert.AreEqual(1, ReconstructionMetrics.MeanHammingDistance(
            [new Architecture(1, 2, 3), new Architecture(1, 2, 3)], [new Architecture(1, 3, 2), new Architecture(1, 2, 3)]));
        Assert.ThrowsExactly<ArgumentException>(() => ReconstructionMetrics.HammingDistance(new Architecture(1), new Architecture(1, 2)));
    }
}
