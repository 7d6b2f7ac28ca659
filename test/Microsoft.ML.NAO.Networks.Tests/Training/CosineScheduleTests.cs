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

    [TestMethod]
    [DataRow(0, 0.4)]
    [DataRow(5, 0.25)]
    [DataRow(10, 0.4)]
    [DataRow(20, 0.25)]
    [DataRow(30, 0.4)]
    [DataRow(50, 0.25)]
    [DataRow(70, 0.4)]
    public void StartsAgainInCyclesTwiceAsLongEachTime(int epoch, double expected)
    {
        var options = new TrainingOptions { Epochs = 150, LearningRate = 0.4, MinimumLearningRate = 0.1, RestartEpochs = 10 };

        Assert.AreEqual(expected, CosineSchedule.GetLearningRate(options, epoch / 150.0), 1e-9);
    }
}
