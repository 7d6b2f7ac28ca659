namespace Microsoft.ML.NAO.Architectures;

/// <summary>A computed node of a cell: the sum of its two branches.</summary>
/// <param name="First">The first branch.</param>
/// <param name="Second">The second branch.</param>
public readonly record struct CellNode(Branch First, Branch Second);
