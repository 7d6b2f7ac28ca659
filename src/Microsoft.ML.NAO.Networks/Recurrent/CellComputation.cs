using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>A cell with its weights, wherever these come from.</summary>
/// <param name="Plan">The order of the computation.</param>
/// <param name="First">Node 0's weights: the input's rows first, then the hidden state's.</param>
/// <param name="Continued">The weights of each group side by side: first the columns of all gates, then those of all values.</param>
/// <param name="AverageFirst">Whether node 0 counts in the mean.</param>
internal sealed record CellComputation(CellPlan Plan, torch.Tensor First, IReadOnlyList<torch.Tensor> Continued, bool AverageFirst)
{
    private int FirstAveraged => AverageFirst ? 0 : 1;

    private int AveragedNodes => Plan.NodeCount - FirstAveraged;

    /// <inheritdoc cref="SequenceLayer.Forward"/>
    public (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        long size = input.shape[2];
        torch.Tensor[] inputs = input.matmul(First.narrow(0, 0, size)).unbind(0);
        var fromHidden = First.narrow(0, size, size);
        var outputs = new torch.Tensor[inputs.Length];
        for (int t = 0; t < outputs.Length; t++)
        {
            outputs[t] = state = Step(inputs[t], state, fromHidden, hiddenMask);
        }

        return (torch.stack(outputs, 0), state);
    }

    /// <inheritdoc cref="SequenceLayer.Trace"/>
    public (torch.Tensor Output, torch.Tensor State) Trace(CellTrace trace, torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask) =>
        new CellForward(Plan, FirstAveraged, First, Continued, hiddenMask).Run(trace, input, state);

    /// <summary>Differentiates a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="outputGradient">The gradient by the output, of its shape.</param>
    /// <param name="weightGradients">Receive the gradients by node 0's weights and by the groups'.</param>
    /// <returns>The gradient by the input.</returns>
    public torch.Tensor Backward(CellTrace trace, torch.Tensor outputGradient, torch.Tensor[] weightGradients) =>
        new CellBackward(Plan, FirstAveraged, First, Continued, weightGradients).Run(trace, outputGradient);

    private torch.Tensor Step(torch.Tensor input, torch.Tensor hidden, torch.Tensor fromHidden, torch.Tensor? mask)
    {
        torch.Tensor[] gates = input.add(Drop(hidden, mask).mm(fromHidden)).chunk(2, 1);
        var states = new torch.Tensor[Plan.NodeCount];
        states[0] = Continue(hidden, gates[0], gates[1].tanh());
        torch.Tensor? sum = AverageFirst ? states[0] : null;
        for (int g = 0; g < Continued.Count; g++)
        {
            NodeGroup group = Plan.Groups[g];
            var predecessor = states[group.Predecessor];
            torch.Tensor[] parts = Drop(predecessor, mask).mm(Continued[g]).view(-1, 2, group.Count, hidden.shape[1]).unbind(1);
            var values = torch.cat([.. group.Runs.Select(run => Activation.Apply(run.Activation, parts[1].narrow(1, run.Start, run.Count)))], 1);
            var continued = Continue(predecessor.unsqueeze(1), parts[0], values);
            continued.unbind(1).CopyTo(states, group.Start);
            var part = continued.sum([1]);
            sum = sum is null ? part : sum.add(part);
        }

        using Scalar count = AveragedNodes;
        return sum!.div(count);
    }

    private static torch.Tensor Continue(torch.Tensor state, torch.Tensor gate, torch.Tensor value) =>
        state.addcmul(gate.sigmoid(), value.sub(state), Scalars.One);

    private static torch.Tensor Drop(torch.Tensor value, torch.Tensor? mask) => mask is null ? value : value.mul(mask);
}
