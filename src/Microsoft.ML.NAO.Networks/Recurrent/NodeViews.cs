using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>The parts of a group's derivatives at every step, as views; the outer arrays are by step.</summary>
internal readonly struct NodeViews
{
    /// <param name="derivatives">The derivatives of shape [steps, batch, 3, nodes, size].</param>
    public NodeViews(torch.Tensor derivatives)
    {
        long batch = derivatives.shape[1];
        long width = derivatives.shape[3] * derivatives.shape[4];
        All = derivatives.unbind(0);
        Product = derivatives.view(-1, batch, CellTrace.Parts * width).narrow(2, 0, 2 * width).unbind(0);
        Gate = derivatives.select(2, 0).unbind(0);
        Value = derivatives.select(2, 1).unbind(0);
        Rest = derivatives.select(2, 2).unbind(0);
    }

    /// <summary>All three parts, of shape [batch, 3, nodes, size].</summary>
    public torch.Tensor[] All { get; }

    /// <summary>The parts that come of the product with the weights, of shape [batch, 2 · nodes · size].</summary>
    public torch.Tensor[] Product { get; }

    /// <summary>Gates, of shape [batch, nodes, size].</summary>
    public torch.Tensor[] Gate { get; }

    /// <summary>Values, of shape [batch, nodes, size].</summary>
    public torch.Tensor[] Value { get; }

    /// <summary>What goes past the weights, of shape [batch, nodes, size].</summary>
    public torch.Tensor[] Rest { get; }
}
