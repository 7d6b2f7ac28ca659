using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// The backward pass of a cell over a traced sequence: from the last step to the first by the derivatives that the forward pass left, then
/// the gradient of each weight by one product over all steps.
/// </summary>
/// <param name="plan">The cell.</param>
/// <param name="firstAveraged">The place of the first node that counts in the mean.</param>
/// <param name="first">Node 0's weights.</param>
/// <param name="continued">The groups' weights.</param>
/// <param name="gradients">Receive the gradients by node 0's weights and the groups'.</param>
internal sealed class CellBackward(
    CellPlan plan, int firstAveraged, torch.Tensor first, IReadOnlyList<torch.Tensor> continued, torch.Tensor[] gradients)
{
    /// <summary>Differentiates. The trace's derivatives are used up.</summary>
    /// <returns>The gradient by the input, of shape [steps, batch, size].</returns>
    public torch.Tensor Run(CellTrace trace, torch.Tensor outputGradient)
    {
        long size = trace.Size;
        var input = trace.Input;
        RunSteps(trace, outputGradient.unbind(0));

        var gates = Flatten(trace.Derivatives(-1));
        var fromInput = first.narrow(0, 0, size);
        gradients[0].narrow(0, 0, size).addmm_(input.view(-1, size).t(), gates, beta: 0);
        gradients[0].narrow(0, size, size).addmm_(GetHidden(trace).t(), gates, beta: 0);
        for (int g = 0; g < plan.Groups.Length; g++)
        {
            var predecessors = Drop(trace, trace.States.select(2, plan.Groups[g].Predecessor));
            gradients[g + 1].addmm_(predecessors.reshape(-1, size).t(), Flatten(trace.Derivatives(g)), beta: 0);
        }

        return gates.mm(fromInput.t()).view(input.shape);
    }

    private void RunSteps(CellTrace trace, torch.Tensor[] outputGradient)
    {
        long size = trace.Size;
        NodeViews[] views = [.. Enumerable.Range(-1, plan.Groups.Length + 1).Select(group => new NodeViews(trace.Derivatives(group)))];
        torch.Tensor[] weights = [.. continued.Select(weight => weight.t())];
        var fromHidden = first.narrow(0, size, size).t();
        var gradient = torch.empty([trace.BatchSize, plan.NodeCount, size], trace.Output.dtype, trace.Output.device);
        var averaged = gradient.narrow(1, firstAveraged, plan.NodeCount - firstAveraged);
        torch.Tensor[] byNode = gradient.unbind(1);
        torch.Tensor[] byGroup = [.. plan.Groups.Select(group => gradient.narrow(1, group.Start, group.Count).unsqueeze(1))];
        torch.Tensor byFirst = gradient.narrow(1, 0, 1).unsqueeze(1);
        using Scalar averagedNodes = plan.NodeCount - firstAveraged;
        torch.Tensor? hidden = null;
        for (int t = outputGradient.Length - 1; t >= 0; t--)
        {
            using var scope = torch.NewDisposeScope();
            var total = hidden is null ? outputGradient[t] : hidden.add_(outputGradient[t]);
            byNode[0].zero_();
            averaged.copy_(total.div(averagedNodes).unsqueeze(1));
            for (int g = plan.Groups.Length - 1; g >= 0; g--)
            {
                NodeGroup group = plan.Groups[g];
                views[g + 1].All[t].mul_(byGroup[g]);
                var rest = views[g + 1].Rest[t];
                Add(byNode[group.Predecessor], group.Count == 1 ? rest.squeeze(1) : rest.sum([1]), views[g + 1].Product[t].mm(weights[g]), trace.Mask);
            }

            views[0].All[t].mul_(byFirst);
            hidden?.Dispose();
            hidden = torch.zeros_like(byNode[0]).MoveToOuterDisposeScope();
            Add(hidden, views[0].Rest[t].squeeze(1), views[0].Product[t].mm(fromHidden), trace.Mask);
        }
    }

    private static void Add(torch.Tensor gradient, torch.Tensor direct, torch.Tensor throughProduct, torch.Tensor? mask)
    {
        gradient.add_(direct);
        _ = mask is null ? gradient.add_(throughProduct) : gradient.addcmul_(throughProduct, mask, Scalars.One);
    }

    private static torch.Tensor GetHidden(CellTrace trace)
    {
        long steps = trace.Steps;
        var before = trace.State.unsqueeze(0);
        var hidden = steps == 1 ? before : torch.cat([before, trace.Output.narrow(0, 0, steps - 1)], 0);
        return Drop(trace, hidden).view(-1, trace.Size);
    }

    private static torch.Tensor Drop(CellTrace trace, torch.Tensor values) => trace.Mask is { } mask ? values.mul(mask) : values;

    private static torch.Tensor Flatten(torch.Tensor derivatives)
    {
        long width = derivatives.shape[3] * derivatives.shape[4];
        return derivatives.view(-1, CellTrace.Parts * width).narrow(1, 0, 2 * width);
    }
}
