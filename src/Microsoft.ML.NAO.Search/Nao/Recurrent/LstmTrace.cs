using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>One run of a <see cref="LstmLayer"/>, with all that its gradient needs.</summary>
internal sealed class LstmTrace
{
    /// <summary>Input, forget, cell and output, in libtorch's order.</summary>
    public const int Gates = 4;

    private const int Cell = 2;
    private const int Output = 3;

    private readonly Tensor _gates;
    private readonly Tensor _weights;
    private readonly List<Tensor> _outputs;
    private readonly List<Tensor> _cells;
    private readonly List<Tensor> _squashedCells = [];
    private readonly long _hidden;

    public LstmTrace(Tensor gates, Tensor weights, Tensor output, Tensor cell)
    {
        _gates = gates;
        _weights = weights;
        _outputs = [output];
        _cells = [cell];
        _hidden = weights.shape[1];
        Tensor transposed = weights.t();
        foreach (Tensor step in gates.unbind(0))
        {
            Step(step, transposed);
        }

        Outputs = stack(_outputs.Skip(1), 0);
    }

    /// <summary>The hidden states after each step: [steps, batch, hidden].</summary>
    public Tensor Outputs { get; }

    /// <summary>The hidden state and the cell after the last step: [batch, hidden] each.</summary>
    public (Tensor Output, Tensor Cell) Last => (_outputs[^1], _cells[^1]);

    /// <summary>From the gradient by the outputs to those by everything that went in. The trace is used up by it.</summary>
    /// <param name="outputs">The gradient by <see cref="Outputs"/>.</param>
    /// <returns>The gradients by the projected input, the recurrent weights, the first hidden state and the first cell.</returns>
    public (Tensor Projected, Tensor Weights, Tensor Output, Tensor Cell) Backward(Tensor outputs)
    {
        Tensor[] fromOutputs = outputs.unbind(0);
        Tensor squashed = stack(_squashedCells, 0);
        Tensor outputGate = Gate(_gates, Output);
        Tensor[] toCell = (outputGate * (1 - squashed.square())).unbind(0);
        Tensor[] forget = Gate(_gates, 1).clone().unbind(0);
        ToFactors(squashed);
        Tensor[] factors = _gates.view(_gates.shape[0], -1, Gates, _hidden).unbind(0);
        Tensor[] gradients = _gates.unbind(0);

        Tensor? output = null;
        Tensor? cell = null;
        for (int step = gradients.Length - 1; step >= 0; step--)
        {
            output = output is null ? fromOutputs[step] : output.add_(fromOutputs[step]);
            cell = cell is null ? output * toCell[step] : cell.addcmul_(output, toCell[step], 1);
            factors[step].narrow(1, 0, Output).mul_(cell.unsqueeze(1));
            factors[step].select(1, Output).mul_(output);
            output = gradients[step].matmul(_weights);
            cell.mul_(forget[step]);
        }

        Tensor before = stack(_outputs.Take(gradients.Length), 0).view(-1, _hidden);
        return (_gates, _gates.view(-1, Gates * _hidden).t().matmul(before), output!, cell!);
    }

    private void Step(Tensor gates, Tensor weights)
    {
        gates.addmm_(_outputs[^1], weights);
        gates.narrow(1, 0, Cell * _hidden).sigmoid_();
        Gate(gates, Output).sigmoid_();
        Tensor candidate = Gate(gates, Cell).tanh_();
        Tensor cell = (Gate(gates, 1) * _cells[^1]).addcmul_(Gate(gates, 0), candidate, 1);
        Tensor squashed = cell.tanh();
        _cells.Add(cell);
        _squashedCells.Add(squashed);
        _outputs.Add(Gate(gates, Output) * squashed);
    }

    /// <summary>
    /// Puts in each gate's place what the gradient by the cell, or for the output gate by the hidden state, is multiplied with to become
    /// the gradient by what went into the gate.
    /// </summary>
    private void ToFactors(Tensor squashed)
    {
        Tensor input = Gate(_gates, 0);
        Tensor candidate = Gate(_gates, Cell);
        Tensor forInput = candidate * input * (1 - input);
        Tensor forCandidate = input * (1 - candidate.square());
        Tensor forget = Gate(_gates, 1);
        Tensor output = Gate(_gates, Output);
        forget.mul_(1 - forget).mul_(stack(_cells.Take(_squashedCells.Count), 0));
        output.mul_(1 - output).mul_(squashed);
        input.copy_(forInput);
        candidate.copy_(forCandidate);
    }

    private Tensor Gate(Tensor gates, int gate) => gates.narrow(-1, gate * _hidden, _hidden);
}
