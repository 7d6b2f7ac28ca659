using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>
/// Where the parts of a cell stand: all nodes below each other in the middle, the operations of each above it to its left and
/// right, and one vertical lane on each side for each node that an operation on that side takes, or that is an end.
/// </summary>
/// <remarks>
/// Lanes of earlier nodes lie further out. A line from a node to its lane then crosses none, and only the lines from lanes to
/// operations cross some, at a right angle.
/// </remarks>
internal sealed class CellLayout
{
    public const int NodeRadius = 14;
    public const int OperationHeight = 30;
    public const int OutputHeight = 34;
    public const int TitleFontSize = 20;

    private const int InputSpacing = 48;
    private const int NodeSpacing = 104;
    private const int SpacingWithoutOperations = 62;
    private const int RowSpacing = 42;
    private const int OperationAboveNode = 46;
    private const int OperationGap = 10;
    private const int NarrowestOperation = 132;
    private const int TextMargin = 24;
    private const int LaneSpacing = 15;
    private const int LaneGap = 44;

    private readonly int[] _nodeY;
    private readonly ImmutableArray<int> _leftLanes;
    private readonly ImmutableArray<int> _rightLanes;

    public CellLayout(DrawnCell cell)
    {
        Cell = cell;
        OperationWidth = cell.Nodes.SelectMany(operations => operations)
            .Aggregate(NarrowestOperation, (width, operation) => Math.Max(width, TextMargin + TextWidth.Estimate(operation.Label)));
        InputWidth = cell.Inputs.Max(label => TextMargin + TextWidth.Estimate(label));
        _nodeY = PlaceNodes(cell);
        Operations = [.. cell.Nodes.SelectMany((operations, n) => operations.Select((operation, i) => Place(operation, cell.Inputs.Length + n, i, operations.Length)))];

        var left = Operations.Where(placed => placed.IsLeft).Select(placed => placed.Operation.Input).ToHashSet();
        var right = Operations.Where(placed => !placed.IsLeft).Select(placed => placed.Operation.Input).ToHashSet();
        foreach (int end in cell.Ends.Where(node => node != cell.LastNode))
        {
            (left.Count <= right.Count ? left : right).Add(end);
        }

        _leftLanes = [.. left.Order()];
        _rightLanes = [.. right.Order()];
        int narrowest = Math.Max(TextWidth.Estimate(cell.Output), TextWidth.Estimate(cell.Title, TitleFontSize)) + TextMargin;
        int side = Math.Max(NarrowestSide, narrowest / 2);
        Center = side + (LaneSpacing * _leftLanes.Length);
        Width = Center + side + (LaneSpacing * _rightLanes.Length);
    }

    public DrawnCell Cell { get; }

    /// <summary>The operations of all computed nodes with their places, node by node.</summary>
    public ImmutableArray<PlacedOperation> Operations { get; }

    public int OperationWidth { get; }

    public int InputWidth { get; }

    public int Center { get; }

    public int Width { get; }

    public int OutputTop => NodeY(Cell.LastNode) + InputSpacing;

    public int Height => OutputTop + OutputHeight;

    private int NarrowestSide => Math.Max(OperationGap + OperationWidth, InputWidth / 2) + LaneGap;

    public int NodeY(int node) => _nodeY[node];

    /// <summary>The middle of an operation's box.</summary>
    public int OperationX(bool isLeft) => Center + (isLeft ? -1 : 1) * (OperationGap + (OperationWidth / 2));

    public bool HasLane(int node, bool isLeft) => (isLeft ? _leftLanes : _rightLanes).Contains(node);

    public int LaneX(int node, bool isLeft)
    {
        ImmutableArray<int> lanes = isLeft ? _leftLanes : _rightLanes;
        int outward = NarrowestSide - (LaneGap / 2) + (LaneSpacing * (lanes.Length - 1 - lanes.IndexOf(node)));
        return Center + (isLeft ? -outward : outward);
    }

    /// <summary>Where a lane ends: at the last operation that takes it, or at the output.</summary>
    public int LaneEnd(int node, bool isLeft) => Cell.Ends.Contains(node)
        ? OutputTop
        : Operations.Where(placed => placed.IsLeft == isLeft && placed.Operation.Input == node).Max(placed => placed.Y);

    private static int[] PlaceNodes(DrawnCell cell)
    {
        var y = new int[cell.LastNode + 1];
        y[0] = NodeRadius;
        for (int node = 1; node < y.Length; node++)
        {
            int n = node - cell.Inputs.Length;
            y[node] = y[node - 1] + (n < 0 ? InputSpacing : cell.Nodes[n].IsEmpty ? SpacingWithoutOperations : NodeSpacing + ((CountRows(cell.Nodes[n].Length) - 1) * RowSpacing));
        }

        return y;
    }

    private static int CountRows(int operations) => (operations + 1) / 2;

    /// <summary>Left and right by turns; where nodes have one operation each, from node to node.</summary>
    private PlacedOperation Place(DrawnOperation operation, int node, int index, int count)
    {
        int rowsBelow = CountRows(count) - 1 - (index / 2);
        return new PlacedOperation(
            operation, node, IsLeft: (count == 1 ? node : index) % 2 == 0, _nodeY[node] - OperationAboveNode - (rowsBelow * RowSpacing), rowsBelow == 0);
    }
}
