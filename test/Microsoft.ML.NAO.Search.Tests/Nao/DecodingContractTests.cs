using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Tests.Nao;

/// <summary>Wherever a step leads, what decodes from there is legal: for every model and every space.</summary>
[TestClass]
public class DecodingContractTests
{
    // Normalized, a step of such a size leaves nothing of where it began but the gradient; the last two leave no number at all.
    private static readonly double[] StepSizes = [0, 1, -1000, 1e6, double.PositiveInfinity, double.NaN];

    public static IEnumerable<object[]> ModelsAndSpaces =>
        new (string Name, NaoModelOptions Options)[] { ("feed-forward", new FeedForwardModelOptions()), ("recurrent", new RecurrentModelOptions()) }
            .SelectMany(model => TestSpaces.All.Select(space => new object[] { model.Name, model.Options, space }));

    [TestMethod]
    [DynamicData(nameof(ModelsAndSpaces))]
    public void Any_embedding_decodes_to_a_legal_architecture(string name, NaoModelOptions modelOptions, ArchitectureSpace space)
    {
        using var singleThread = SingleThread.Enter();
        var random = new Random(1);
        int decoded = 0;
        for (int weights = 0; weights < 2; weights++)
        {
            using INaoModel model = modelOptions.CreateModel(space, new NaoOptions(), random);
            Architecture[] seeds = [.. Enumerable.Range(0, 60).Select(_ => space.Sample(random))];
            foreach (double stepSize in StepSizes)
            {
                foreach (Architecture architecture in model.Move(
                    seeds, stepSize, TokenSampler.Greedy, TokenSampler.Create(random, 0), TokenSampler.Create(random, 0.5)))
                {
                    Assert.IsTrue(space.IsLegal(architecture, out string? reason), $"{name}, step of {stepSize}: {reason}");
                    decoded++;
                }
            }
        }

        Assert.IsGreaterThan(2000, decoded);
    }
}
