using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class TargetScalerTests
{
    [TestMethod]
    [DataRow(TargetScaling.MinMax, true, new[] { 0.2f, 0f, 1f, 0.2f })]
    [DataRow(TargetScaling.MinMax, false, new[] { 0.8f, 1f, 0f, 0.8f })]
    [DataRow(TargetScaling.Rank, true, new[] { 0.5f, 0f, 1f, 0.5f })]
    [DataRow(TargetScaling.Rank, false, new[] { 0.5f, 1f, 0f, 0.5f })]
    public void The_best_outcome_is_1_and_the_worst_0(TargetScaling scaling, bool maximize, float[] expected)
    {
        float[] targets = TargetScaler.Scale([2, 1, 6, 2], maximize, scaling);

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], targets[i], 1e-6f);
        }
    }

    [TestMethod]
    [DataRow(TargetScaling.MinMax, 0.5f)]
    [DataRow(TargetScaling.Rank, 0.5f)]
    [DataRow(TargetScaling.NormalScore, 0f)]
    public void Equal_outcomes_are_in_the_middle(TargetScaling scaling, float middle) =>
        CollectionAssert.AreEqual(new[] { middle, middle }, TargetScaler.Scale([3, 3], maximize: true, scaling));
}
