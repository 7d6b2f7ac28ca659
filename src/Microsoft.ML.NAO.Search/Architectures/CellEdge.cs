namespace Microsoft.ML.NAO.Architectures;

/// <summary>One edge of a cell of an <see cref="EdgeCellSpace"/>: an operation applied to an earlier node.</summary>
/// <param name="From">The node that the operation takes; 0 is the cell's input.</param>
/// <param name="To">The node that the result is added to, after <paramref name="From"/>; the last one is the cell's output.</param>
/// <param name="Operation">The operation's name, as the space declares it.</param>
public readonly record struct CellEdge(int From, int To, string Operation);
