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
        new PairSpace(),
    ];

    public static IEnumerable<object[]> Rows => All.Select(space => new object[] { space });
}
