using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// What a cell's forward pass keeps for its backward pass, in memory that is used again for every sequence of the same batch.
/// </summary>
/// <remarks>
/// Fresh memory for every sequence would be the system's to hand out page by page, which costs as much as a good part of the arithmetic.
/// </remarks>
internal sealed class CellTrace : IDisposable
{
    /// <summary>A node's derivatives: by its gate, by its value, by its predecessor directly.</summary>
    public const int Parts = 3;

    private readonly torch.Tensor _memory;
    private readonly long _capacity;
    private readonly int _nodes;
    private CellPlan _plan;
    private torch.Tensor[] _parts;

    /// <param name="plan">The cell.</param>
    /// <param name="input">An input of the batch, the size, the type and the device to keep, of shape [steps, batch, size].</param>
    public CellTrace(CellPlan plan, torch.Tensor input)
    {
        _capacity = input.shape[0];
        BatchSize = input.shape[1];
        Size = input.shape[2];
        Input = input;
        _plan = plan;
        _nodes = plan.NodeCount;
        _memory = torch.empty([_capacity * BatchSize * Size * CountValues(_nodes)], input.dtype, input.device).DetachFromDisposeScope();
        _parts = Divide(plan);
    }

    public long BatchSize { get; }

    public long Size { get; }

    /// <summary>The input that is traced, of shape [steps, batch, size].</summary>
    public torch.Tensor Input { get; private set; }

    /// <summary>The state before the first step.</summary>
    public torch.Tensor State { get; private set; } = null!;

    /// <summary>What hidden units were multiplied with.</summary>
    public torch.Tensor? Mask { get; private set; }

    public long Steps => Input.shape[0];

    /// <summary>The values of all nodes by place, of shape [steps, batch, nodes, size].</summary>
    public torch.Tensor States => _parts[0].narrow(0, 0, Steps);

    /// <summary>The output of shape [steps, batch, size].</summary>
    public torch.Tensor Output => _parts[1].narrow(0, 0, Steps);

    /// <summary>How many values a hidden unit of one step of one sequence has here.</summary>
    /// <param name="nodes">The number of the cell's nodes, node 0 included.</param>
    public static long CountValues(int nodes) => ((1L + Parts) * nodes) + 1;

    /// <summary>A trace for an input: the one that is there, arranged for the cell, if it has room, and a new one otherwise.</summary>
    public static CellTrace Reuse(CellTrace? trace, CellPlan plan, torch.Tensor input)
    {
        if (trace is not null && trace.Fits(plan, input))
        {
            trace.Arrange(plan);
            return trace;
        }

        trace?.Dispose();
        return new CellTrace(plan, input);
    }

    /// <summary>Begins to trace an input.</summary>
    public void Begin(torch.Tensor input, torch.Tensor state, torch.Tensor? mask) => (Input, State, Mask) = (input, state, mask);

    /// <summary>The derivatives of node 0 (group −1) or of a group, of shape [steps, batch, 3, nodes, size].</summary>
    public torch.Tensor Derivatives(int group) => _parts[group + 3].narrow(0, 0, Steps);

    public void Dispose()
    {
        Array.ForEach(_parts, part => part.Dispose());
        _memory.Dispose();
    }

    private bool Fits(CellPlan plan, torch.Tensor input) =>
        input.shape[0] <= _capacity && input.shape[1] == BatchSize && input.shape[2] == Size && input.dtype == _memory.dtype && plan.NodeCount == _nodes;

    private void Arrange(CellPlan plan)
    {
        if (plan != _plan)
        {
            Array.ForEach(_parts, part => part.Dispose());
            _parts = Divide(plan);
            _plan = plan;
        }
    }

    // States, output, and the derivatives of node 0 and of each group: as much for any cell of as many nodes.
    private torch.Tensor[] Divide(CellPlan plan)
    {
        using var scope = torch.NewDisposeScope();
        long offset = 0;
        return
        [
            Next(plan.NodeCount, Size), Next(Size), Next(Parts, 1, Size), .. plan.Groups.Select(group => Next(Parts, group.Count, Size)),
        ];

        torch.Tensor Next(params long[] rest)
        {
            long[] shape = [_capacity, BatchSize, .. rest];
            long count = shape.Aggregate(1L, (product, length) => product * length);
            var part = _memory.narrow(0, offset, count).view(shape).DetachFromDisposeScope();
            offset += count;
            return part;
        }
    }
}
