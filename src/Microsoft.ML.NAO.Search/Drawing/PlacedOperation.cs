namespace Microsoft.ML.NAO.Drawing;

/// <summary>An operation and where it stands.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Node">The index of the node that it is an operation of.</param>
/// <param name="IsLeft">Whether it stands on the left.</param>
/// <param name="Y">The height of its middle.</param>
/// <param name="IsNextToNode">Whether no other operation stands between it and its node.</param>
internal readonly record struct PlacedOperation(DrawnOperation Operation, int Node, bool IsLeft, int Y, bool IsNextToNode);
