using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>One run of a <see cref="LstmLayer"/>, with all that its gradient needs.</summary>
internal sealed class LstmTrace
{
    private readonly Tensor _gates;
    private readonly Tensor _weights;
    private readonly Tensor _outputs;
    private readonly Tensor _cells;
    private readonly Tensor _squashedCells;
    private readonly long _steps;
    private readonly int _hidden;

    /// <summary>Runs the layer.</summary>
    /// <param name="gates">What the inputs add to the gates [steps, batch, 4 × hidden]; overwritten.</param>
    /// <param name="weights">The recurrent weights: [4 × hidden, hidden].</param>
    /// <param name="output">The hidden states before the first step: [batch, hidden].</param>
    /// <param name="cell">The cells before the first step: [batch, hidden].</param>
    public LstmTrace(Tensor gates, Tensor weights, Tensor output, Tensor cell)
    {
        _gates = gates.contiguous();
        _weights = weights;
        _steps = gates.shape[0];
        _hidden = (int)weights.shape[1];
        _outputs = empty(_steps + 1, output.shape[0], _hidden);
        _cells = empty(_steps + 1, output.shape[0], _hidden);
        _squashedCells = empty(_steps, output.shape[0], _hidden);
        _outputs.select(0, 0).copy_(output);
        _cells.select(0, 0).copy_(cell);
        Run();
        Outputs = _outputs.narrow(0, 1, _steps);
    }

    /// <summary>The hidden states after each step: [steps, batch, hidden].</summary>
    public Tensor Outputs { get; }

    /// <summary>The hidden state and the cell after the last step: [batch, hidden] each.</summary>
    public (Tensor Output, Tensor Cell) Last => (_outputs.select(0, _steps), _cells.select(0, _steps));

    /// <summary>From the gradient by the outputs to those by everything that went in. The trace is used up by it.</summary>
    /// <param name="outputs">The gradient by <see cref="Outputs"/>; overwritten.</param>
    /// <returns>The gradients by the projected input, the recurrent weights, the first hidden state and the first cell.</returns>
    public (Tensor Projected, Tensor Weights, Tensor Output, Tensor Cell) Backward(Tensor outputs)
    {
        Tensor[] byOutputs = outputs.contiguous().unbind(0);
        Tensor[] gates = _gates.unbind(0);
        Tensor byCell = zeros_like(byOutputs[0]);
        Span<float> cell = byCell.GetValues();
        for (int step = gates.Length - 1; step >= 0; step--)
        {
            LstmGates.Backward(gates[step].GetValues(), At(_cells, step), At(_squashedCells, step), byOutputs[step].GetValues(), cell, _hidden);
            if (step > 0)
            {
                byOutputs[step - 1].addmm_(gates[step], _weights);
            }
        }

        Tensor before = _outputs.narrow(0, 0, _steps).view(-1, _hidden);
        return (_gates, _gates.view(-1, LstmGates.Count * _hidden).t().matmul(before), gates[0].matmul(_weights), byCell);
    }

    private void Run()
    {
        Tensor transposed = _weights.t();
        Tensor[] gates = _gates.unbind(0);
        Tensor[] outputs = _outputs.unbind(0);
        for (int step = 0; step < gates.Length; step++)
        {
            gates[step].addmm_(outputs[step], transposed);
            LstmGates.Open(
                gates[step].GetValues(), At(_cells, step), At(_cells, step + 1), At(_squashedCells, step), outputs[step + 1].GetValues(), _hidden);
        }
    }

    // Of the whole tensor, since a tensor for each step would only be made to be looked into.
    private static Span<float> At(Tensor steps, int step)
    {
        int size = (int)(steps.shape[1] * steps.shape[2]);
        return steps.GetValues().Slice(step * size, size);
    }
}
