using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class LearningRateScheduleTests
{
    [TestMethod]
    [DataRow(0.0, 0.4)]
    [DataRow(0.5, 0.25)]
    [DataRow(1.0, 0.1)]
    public void FallsFromTheFirstToTheLastRate(double progress, double expected) =>
        Assert.AreEqual(
            expected,
            LearningRateSchedule.GetLearningRate(new TrainingOptions { LearningRate = 0.4, MinimumLearningRate = 0.1 }, progress),
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

        Assert.AreEqual(expected, LearningRateSchedule.GetLearningRate(options, epoch / 150.0), 1e-9);
    }

    [TestMethod]
    public void ADecayFallsAfterEachEpochAndNotBefore()
    {
        var options = new TrainingOptions { Epochs = 250, LearningRate = 0.1, LearningRateDecay = 0.97 };

        for (int epoch = 0; epoch < 250; epoch++)
        {
            double expected = 0.1 * Math.Pow(0.97, epoch);
            Assert.AreEqual(expected, LearningRateSchedule.GetLearningRate(options, (double)epoch / 250), 1e-12);
            Assert.AreEqual(expected, LearningRateSchedule.GetLearningRate(options, (epoch + 0.99) / 250), 1e-12);
        }
    }
}
