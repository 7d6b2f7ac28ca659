using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests;

/// <summary>Every space that the contract tests run over. Add a space here and it is held to all of them.</summary>
internal static class TestSpaces
{
    public static IEnumerable<ArchitectureSpace> All =>
    [
        new ConvolutionalCellSpace(OperationSet.Five),
        new ConvolutionalCellSpace(OperationSet.Eleven),
        new RecurrentCellSpace(),
        new RecurrentCellSpace(3),
        new FeedForwardSpace(),
        new FeedForwardSpace(1),
        new PairSpace(),
        EdgeCellSpace.NasBench201,
        new EdgeCellSpace("large", 5, ["conv", "zero", "pool"], "zero", ["normal", "reduction"]),
        new NodeCellSpace("small-nodes", 2, ["conv", "pool"], inputCount: 1),
        new NodeCellSpace("single-branches", 4, ["conv", "pool", "skip"], inputCount: 3, branchesPerNode: 1, ["first", "second", "third"]),
    ];

    /// <summary>The spaces that a test can look at as a whole.</summary>
    public static IEnumerable<object[]> SmallRows =>
        Rows.Where(row => Sequences.Enumerate((ArchitectureSpace)row[0]).Take(LargestSmall + 1).Count() <= LargestSmall);

    // NAS-Bench-201 has 15,625.
    private const int LargestSmall = 20_000;

    public static IEnumerable<object[]> Rows => All.Select(space => new object[] { space });
}
