using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Networks.Tests.WeightSharing;

[TestClass]
public sealed class PathSamplerTests
{
    public static IEnumerable<object[]> Spaces =>
        new ArchitectureSpace[] { new ConvolutionalCellSpace(), new RecurrentCellSpace(3), new ConvolutionalCellSpace(OperationSet.Eleven) }.Select(space => new object[] { space });

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void FairlyEveryBranchIsDrawnOnceBeforeAnyIsDrawnTwice(ArchitectureSpace space)
    {
        PathSampler sampler = Create(space, PathSampling.Fair, []);
        int length = space.TokensPerBranch;
        for (int branch = 0; branch < space.Length / length; branch++)
        {
            int choices = CountChoices(space, branch);
            string[] drawn =
            [
                .. Enumerable.Range(0, 3 * choices).Select(step => string.Join(' ', sampler.DrawFairly(step).Tokens.Skip(branch * length).Take(length))),
            ];
            foreach (string[] turn in drawn.Chunk(choices))
            {
                CollectionAssert.AllItemsAreUnique(turn);
            }

            Assert.IsFalse(drawn.Take(choices).SequenceEqual(drawn.Skip(choices).Take(choices)), "Turns have the same order.");
        }
    }

    [TestMethod]
    public void FairlyEveryOperationOfEveryEdgeIsDrawnEquallyOften()
    {
        var space = new ConvolutionalCellSpace();
        PathSampler sampler = Create(space, PathSampling.Fair, []);
        const int AllTurns = 300; // Divisible by the choices of each branch: 10, 15, 20, 25 and 30.
        var counts = new Dictionary<(int Node, Branch Branch), int>();
        for (int step = 0; step < AllTurns; step++)
        {
            foreach (var (index, node) in space.Decode(sampler.DrawFairly(step)).Normal.Nodes.Index())
            {
                counts[(index, node.First)] = counts.GetValueOrDefault((index, node.First)) + 1;
                counts[(index, node.Second)] = counts.GetValueOrDefault((index, node.Second)) + 1;
            }
        }

        Assert.HasCount(5 * (2 + 3 + 4 + 5 + 6), counts);
        foreach (var ((node, branch), count) in counts)
        {
            Assert.AreEqual(2 * AllTurns / (5 * (2 + node)), count, $"{node} {branch}");
        }
    }

    [TestMethod]
    public void WhatIsDrawnIsCanonicalAndDependsOnTheStepAlone()
    {
        var space = new ConvolutionalCellSpace();
        Architecture[] pool = CreatePool(space, 20);
        foreach (PathSampling sampling in Enum.GetValues<PathSampling>())
        {
            PathSampler first = Create(space, sampling, pool);
            PathSampler second = Create(space, sampling, pool);
            Architecture[] forward = [.. Enumerable.Range(0, 100).Select(first.Draw)];
            Architecture[] backward = [.. Enumerable.Range(0, 100).Reverse().Select(second.Draw).Reverse()];

            CollectionAssert.AreEqual(forward, backward);
            Assert.IsTrue(forward.All(architecture => space.Canonicalize(architecture).Equals(architecture)));
            Assert.IsGreaterThan(10, forward.Distinct().Count());
        }
    }

    [TestMethod]
    public void ByParameterCountLargeArchitecturesAreDrawnMoreOften()
    {
        var space = new ConvolutionalCellSpace();
        Architecture[] pool = CreatePool(space, 3);
        long[] sizes = [100, 300, 600];
        PathSampler sampler = Create(space, PathSampling.ByParameterCount, pool, architecture => sizes[Array.IndexOf(pool, architecture)]);
        const int Draws = 10_000;

        var counts = Enumerable.Range(0, Draws).Select(sampler.Draw).CountBy(architecture => architecture).ToDictionary();

        for (int i = 0; i < pool.Length; i++)
        {
            Assert.AreEqual(sizes[i] / 1000.0, counts[pool[i]] / (double)Draws, 0.02);
        }
    }

    [TestMethod]
    public void UniformlyAllAreDrawnEquallyOften()
    {
        var space = new ConvolutionalCellSpace();
        Architecture[] pool = CreatePool(space, 4);
        PathSampler sampler = Create(space, PathSampling.Uniform, pool, _ => throw new InvalidOperationException());

        var counts = Enumerable.Range(0, 10_000).Select(sampler.Draw).CountBy(architecture => architecture).ToDictionary();

        Assert.IsTrue(pool.All(architecture => Math.Abs((counts[architecture] / 10_000.0) - 0.25) < 0.02));
    }

    private static PathSampler Create(
        ArchitectureSpace space, PathSampling sampling, IReadOnlyList<Architecture> pool, Func<Architecture, long>? countParameters = null) =>
        new(space, sampling, seed: 3, pool, countParameters ?? (_ => 1));

    private static Architecture[] CreatePool(ArchitectureSpace space, int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => space.Canonicalize(space.Sample(random)))];
    }

    private static int CountChoices(ArchitectureSpace space, int branch) => space switch
    {
        ConvolutionalCellSpace cells => (2 + (branch / 2 % 5)) * cells.Operations.Operations.Length,
        _ => (1 + branch) * 4,
    };
}
