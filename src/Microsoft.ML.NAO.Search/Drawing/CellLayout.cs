using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>
/// Where the parts of a cell stand: all nodes below each other in the middle, the operations of each above it to its left and
/// right, and one vertical lane on each side for each node that an operation on that side takes, or that is a loose end.
/// </summary>
/// <remarks>
/// Lanes of earlier nodes lie further out. A line from a node to its lane then crosses none, and only the lines from lanes to
/// operations cross some, at a right angle.
/// </remarks>
internal sealed class CellLayout
{
    public const int NodeRadius = 14;
    public const int OperationWidth = 132;
    public const int OperationHeight = 30;
    public const int OutputHeight = 34;

    private const int InputSpacing = 48;
    private const int NodeSpacing = 104;
    private const int OperationAboveNode = 46;
    private const int OperationOffset = 76;
    private const int LaneSpacing = 15;
    private const int LaneGap = 44;
    private const int NarrowestSide = OperationOffset + (OperationWidth / 2) + LaneGap;

    private readonly ImmutableArray<int> _leftLanes;
    private readonly ImmutableArray<int> _rightLanes;

    public CellLayout(Cell cell, bool halvesInputs)
    {
        Cell = cell;
        HalvesInputs = halvesInputs;
        LastNode = Cell.InputCount + cell.Nodes.Length - 1;

        var left = cell.Nodes.Select(node => node.First.Input).ToHashSet();
        var right = cell.Nodes.Select(node => node.Second.Input).ToHashSet();
        foreach (int looseEnd in cell.LooseEnds.Where(node => node != LastNode))
        {
            (left.Count <= right.Count ? left : right).Add(looseEnd);
        }

        _leftLanes = [.. left.Order()];
        _rightLanes = [.. right.Order()];
        Center = NarrowestSide + (LaneSpacing * _leftLanes.Length);
        Width = Center + NarrowestSide + (LaneSpacing * _rightLanes.Length);
    }

    public Cell Cell { get; }

    /// <summary>Whether operations on the cell's inputs have stride 2.</summary>
    public bool HalvesInputs { get; }

    /// <summary>The last node, which is always a loose end and goes straight down to the output.</summary>
    public int LastNode { get; }

    public int Center { get; }

    public int Width { get; }

    public int OutputTop => NodeY(LastNode) + InputSpacing;

    public int Height => OutputTop + OutputHeight;

    public static int NodeY(int node) => node < Cell.InputCount
        ? NodeRadius + (node * InputSpacing)
        : NodeRadius + ((Cell.InputCount - 1) * InputSpacing) + ((node - Cell.InputCount + 1) * NodeSpacing);

    public int OperationX(bool isLeft) => Center + (isLeft ? -OperationOffset : OperationOffset);

    public static int OperationY(int node) => NodeY(node) - OperationAboveNode;

    public bool HasLane(int node, bool isLeft) => (isLeft ? _leftLanes : _rightLanes).Contains(node);

    public int LaneX(int node, bool isLeft)
    {
        ImmutableArray<int> lanes = isLeft ? _leftLanes : _rightLanes;
        int outward = NarrowestSide - (LaneGap / 2) + (LaneSpacing * (lanes.Length - 1 - lanes.IndexOf(node)));
        return Center + (isLeft ? -outward : outward);
    }

    /// <summary>Where a lane ends: at the last operation that takes it, or at the output.</summary>
    public int LaneEnd(int node, bool isLeft) => Cell.LooseEnds.Contains(node)
        ? OutputTop
        : Cell.Nodes.Index().Where(n => (isLeft ? n.Item.First : n.Item.Second).Input == node).Max(n => OperationY(n.Index + Cell.InputCount));
}
