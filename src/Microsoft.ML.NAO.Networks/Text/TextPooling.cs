using Microsoft.ML.NAO.Onnx;
using TorchSharp;

namespace Microsoft.ML.NAO.Text;

/// <summary>
/// Makes one vector of the states of a text: their means, their maxima and the last one, side by side (Howard and Ruder, "Universal language
/// model fine-tuning for text classification", ACL 2018). States behind the end of a text do not count.
/// </summary>
internal static class TextPooling
{
    /// <summary>The number of vectors that stand side by side.</summary>
    public const int Parts = 3;

    /// <summary>Pools.</summary>
    /// <param name="states">The states, of shape [steps, batch, size].</param>
    /// <param name="isText">Which steps belong to their texts, a boolean of shape [steps, batch, 1]; the first of each text does.</param>
    /// <param name="lengths">The number of steps of each text, an int64 of shape [batch, 1].</param>
    /// <returns>The vectors, of shape [batch, 3 · size].</returns>
    public static torch.Tensor Pool(torch.Tensor states, torch.Tensor isText, torch.Tensor lengths)
    {
        var sum = states.mul(isText.to(states.dtype)).sum([0]);
        var maxima = states.masked_fill(isText.logical_not(), Scalars.NegativeInfinity).amax([0], keepdim: false);
        var end = lengths.sub(Scalars.One).unsqueeze(0).expand(1, states.shape[1], states.shape[2]);
        return torch.cat([sum.div(lengths), maxima, states.gather(0, end).squeeze(0)], 1);
    }

    /// <summary>Adds the pooling of one text to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="states">The name of the states, of shape [steps, 1, size].</param>
    /// <param name="last">The name of the last one, of shape [1, size].</param>
    /// <returns>The name of the vector, of shape [1, 3 · size].</returns>
    public static string Export(OnnxGraphBuilder graph, string states, string last)
    {
        string steps = graph.AddConstant("steps", 0L);
        string mean = graph.AddNode("ReduceMean", [states, steps], [OnnxAttribute.Integer("keepdims", 0)]);
        string maxima = graph.AddNode("ReduceMax", [states, steps], [OnnxAttribute.Integer("keepdims", 0)]);
        return graph.AddNode("Concat", [mean, maxima, last], [OnnxAttribute.Integer("axis", 1)]);
    }
}
