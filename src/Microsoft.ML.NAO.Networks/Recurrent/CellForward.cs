using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// The forward pass of a cell over a sequence. It leaves the derivatives of each node while its values are still in the processor's
/// cache: with <c>s = p + c × (a − p)</c> and <c>c = sigmoid(u)</c>, <c>a = f(v)</c> they are <c>ds/du = (a − p) × c × (1 − c)</c>,
/// <c>ds/dv = c × f'(v)</c> and <c>ds/dp = 1 − c</c>.
/// </summary>
/// <param name="plan">The cell.</param>
/// <param name="firstAveraged">The place of the first node that counts in the mean.</param>
/// <param name="first">Node 0's weights.</param>
/// <param name="continued">The groups' weights.</param>
/// <param name="mask">What a node's input is multiplied with before the product; null for nothing.</param>
internal sealed class CellForward(
    CellPlan plan, int firstAveraged, torch.Tensor first, IReadOnlyList<torch.Tensor> continued, torch.Tensor? mask)
{
    private static readonly ImmutableArray<ActivationRun> FirstRun = [new ActivationRun(ActivationNames.Tanh, 0, 1)];

    /// <summary>Computes, into the trace.</summary>
    /// <returns>The output, which is the trace's and stays until the next sequence, and the state after the last step.</returns>
    public (torch.Tensor Output, torch.Tensor State) Run(CellTrace trace, torch.Tensor input, torch.Tensor state)
    {
        trace.Begin(input, state, mask);
        long size = trace.Size;
        var fromHidden = first.narrow(0, size, size);
        NodeViews[] views = [.. Enumerable.Range(-1, plan.Groups.Length + 1).Select(group => new NodeViews(trace.Derivatives(group)))];
        trace.Derivatives(-1).view(-1, CellTrace.Parts * size).narrow(1, 0, 2 * size)
            .addmm_(input.view(-1, size), first.narrow(0, 0, size), beta: 0);
        torch.Tensor[] states = trace.States.unbind(0);
        torch.Tensor[] averaged = trace.States.narrow(2, firstAveraged, plan.NodeCount - firstAveraged).unbind(0);
        torch.Tensor[] outputs = trace.Output.unbind(0);
        for (int t = 0; t < outputs.Length; t++)
        {
            using var scope = torch.NewDisposeScope();
            var previous = t == 0 ? state : outputs[t - 1];
            views[0].Product[t].addmm_(Drop(previous), fromHidden);
            Continue(views[0], t, previous.unsqueeze(1), FirstRun, states[t].narrow(1, 0, 1));
            for (int g = 0; g < plan.Groups.Length; g++)
            {
                NodeGroup group = plan.Groups[g];
                var predecessor = states[t].select(1, group.Predecessor);
                views[g + 1].Product[t].addmm_(Drop(predecessor), continued[g], beta: 0);
                Continue(views[g + 1], t, predecessor.unsqueeze(1), group.Runs, states[t].narrow(1, group.Start, group.Count));
            }

            outputs[t].copy_(averaged[t].mean([1]));
        }

        return (trace.Output, outputs[^1].clone());
    }

    private static void Continue(NodeViews views, int t, torch.Tensor predecessor, ImmutableArray<ActivationRun> runs, torch.Tensor state)
    {
        var gate = views.Gate[t].sigmoid_();
        var value = views.Value[t];
        var rest = views.Rest[t];
        foreach (ActivationRun run in runs)
        {
            Activation.ApplyInPlace(run.Activation, value.narrow(1, run.Start, run.Count));
        }

        using var difference = value.sub(predecessor);
        state.copy_(predecessor).addcmul_(gate, difference, Scalars.One);
        foreach (ActivationRun run in runs)
        {
            Activation.DifferentiateInPlace(run.Activation, value.narrow(1, run.Start, run.Count));
        }

        value.mul_(gate);
        rest.fill_(Scalars.One).sub_(gate);
        gate.mul_(rest).mul_(difference);
    }

    private torch.Tensor Drop(torch.Tensor value) => mask is null ? value : value.mul(mask);
}
