using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class CosineScheduleTests
{
    [TestMethod]
    [DataRow(0.0, 0.4)]
    [DataRow(0.5, 0.25)]
    [DataRow(1.0, 0.1)]
    public void FallsFromTheFirstToTheLastRate(double progress, double expected) =>
        Assert.AreEqual(
            expected,
            CosineSchedule.GetLearningRate(new TrainingOptions { LearningRate = 0.4, MinimumLearningRate = 0.1 }, progress),
            1e-12);
}
