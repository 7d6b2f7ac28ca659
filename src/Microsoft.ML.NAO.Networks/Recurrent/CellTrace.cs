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

    private readonly torch.Tensor _states;
    private readonly torch.Tensor _output;
    private readonly torch.Tensor[] _derivatives;
    private readonly long _capacity;

    /// <param name="plan">The cell.</param>
    /// <param name="input">An input of the batch, the size, the type and the device to keep, of shape [steps, batch, size].</param>
    public CellTrace(CellPlan plan, torch.Tensor input)
    {
        _capacity = input.shape[0];
        BatchSize = input.shape[1];
        Size = input.shape[2];
        Input = input;
        using var scope = torch.NewDisposeScope();
        _states = Empty(input, plan.NodeCount, Size);
        _output = Empty(input, Size);
        _derivatives = [Empty(input, Parts, 1, Size), .. plan.Groups.Select(group => Empty(input, Parts, group.Count, Size))];
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
    public torch.Tensor States => _states.narrow(0, 0, Steps);

    /// <summary>The output of shape [steps, batch, size].</summary>
    public torch.Tensor Output => _output.narrow(0, 0, Steps);

    /// <summary>Whether an input has room.</summary>
    public bool Fits(torch.Tensor input) =>
        input.shape[0] <= _capacity && input.shape[1] == BatchSize && input.dtype == _output.dtype;

    /// <summary>Begins to trace an input.</summary>
    public void Begin(torch.Tensor input, torch.Tensor state, torch.Tensor? mask) => (Input, State, Mask) = (input, state, mask);

    /// <summary>The derivatives of node 0 (group −1) or of a group, of shape [steps, batch, 3, nodes, size].</summary>
    public torch.Tensor Derivatives(int group) => _derivatives[group + 1].narrow(0, 0, Steps);

    public void Dispose()
    {
        _states.Dispose();
        _output.Dispose();
        foreach (var tensor in _derivatives)
        {
            tensor.Dispose();
        }
    }

    private torch.Tensor Empty(torch.Tensor like, params long[] rest) =>
        torch.empty([_capacity, BatchSize, .. rest], like.dtype, like.device).DetachFromDisposeScope();
}
