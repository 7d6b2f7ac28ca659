using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>What is drawn of a cell, whatever its kind.</summary>
internal sealed record DrawnCell
{
    /// <summary>The cell's title.</summary>
    public required string Title { get; init; }

    /// <summary>The labels of the inputs, which are the first nodes.</summary>
    public required ImmutableArray<string> Inputs { get; init; }

    /// <summary>The number of the first node.</summary>
    public required int FirstNumber { get; init; }

    /// <summary>The operations of each computed node.</summary>
    public required ImmutableArray<ImmutableArray<DrawnOperation>> Nodes { get; init; }

    /// <summary>The indices, ascending, of the nodes that a line leads from to the output. The last node is one of them.</summary>
    public required ImmutableArray<int> Ends { get; init; }

    /// <summary>What the output says.</summary>
    public required string Output { get; init; }

    /// <summary>The index of the last node.</summary>
    public int LastNode => Inputs.Length + Nodes.Length - 1;
}
