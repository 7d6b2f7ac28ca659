namespace Microsoft.ML.NAO.Architectures;

/// <summary>What an architecture of a convolutional space describes: a normal and a reduction cell, searched together.</summary>
/// <param name="Normal">The cell that keeps height and width.</param>
/// <param name="Reduction">The cell that halves them: branches that take an input have stride 2.</param>
public sealed record CellPair(Cell Normal, Cell Reduction);
