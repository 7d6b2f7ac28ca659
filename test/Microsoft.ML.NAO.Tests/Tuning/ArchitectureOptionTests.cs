using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tuning;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NAO.Tests.Tuning;

[TestClass]
public sealed class ArchitectureOptionTests
{
    public static IEnumerable<object[]> Spaces =>
    [
        [new ConvolutionalCellSpace()],
        [new ConvolutionalCellSpace(OperationSet.Eleven)],
        [new RecurrentCellSpace()],
        [new FeedForwardSpace()],
        [new EdgeCellSpace("edges", nodeCount: 3, ["identity", "conv"])],
    ];

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void EveryArchitectureHasAPointOfItsOwn(ArchitectureSpace space)
    {
        var option = new ArchitectureOption(space);
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
        {
            string text = space.Format(space.Sample(random));
            double[] point = option.MappingToFeatureSpace(Parameter.FromString(text));

            Assert.HasCount(option.FeatureSpaceDim, point);
            Assert.AreEqual(text, option.SampleFromFeatureSpace(point).AsType<string>());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void EveryPointIsALegalArchitecture(ArchitectureSpace space)
    {
        var option = new ArchitectureOption(space);
        var random = new Random(1);
        double[][] points =
        [
            [.. Enumerable.Repeat(0.0, space.Length)],
            [.. Enumerable.Repeat(1.0, space.Length)],
            .. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, space.Length).Select(_ => random.NextDouble()).ToArray()),
        ];
        foreach (double[] point in points)
        {
            Assert.IsTrue(space.IsLegal(space.Parse(option.SampleFromFeatureSpace(point).AsType<string>()), out string? reason), reason);
        }

        Assert.HasCount(space.Length, option.Step);
        Assert.IsTrue(option.Step.All(count => count >= 1));
    }

    [TestMethod]
    public void BeginsWithAGivenArchitecture()
    {
        var space = new RecurrentCellSpace();
        string first = space.Format(space.Sample(new Random(3)));

        var option = new ArchitectureOption(space, first);

        Assert.AreEqual(first, option.SampleFromFeatureSpace(option.Default!).AsType<string>());
        Assert.ThrowsExactly<FormatException>(() => new ArchitectureOption(space, "no architecture"));
        Assert.ThrowsExactly<ArgumentException>(() => option.SampleFromFeatureSpace([0.5]));
    }

    [TestMethod]
    public void AutoMLsOwnTunersSearchIt()
    {
        var space = new ConvolutionalCellSpace();
        var proposed = new List<string>();
        var settings = new AutoMLExperiment.AutoMLExperimentSettings
        {
            SearchSpace = new SearchSpace.SearchSpace
            {
                ["architecture"] = new ArchitectureOption(space),
                ["rate"] = new UniformDoubleOption(0, 1),
            },
        };
        foreach (bool isRandom in new[] { true, false })
        {
            var experiment = new MLContext(1).Auto().CreateExperiment(settings)
                .SetTrialRunner(_ => new Runner(proposed))
                .SetMaxModelToExplore(6);
            (isRandom ? experiment.SetRandomSearchTuner(seed: 1) : experiment.SetCostFrugalTuner()).Run();
        }

        Assert.HasCount(12, proposed);
        Assert.IsGreaterThan(6, proposed.Distinct().Count());
        Assert.IsTrue(proposed.All(text => space.IsLegal(space.Parse(text), out _)));
    }

    private sealed class Runner(List<string> proposed) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            string text = settings.Parameter["architecture"].AsType<string>();
            proposed.Add(text);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = text.Length, Metric = text.Length });
        }

        public void Dispose()
        {
        }
    }
}
