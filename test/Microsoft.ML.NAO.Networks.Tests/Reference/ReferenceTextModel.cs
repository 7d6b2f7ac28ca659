using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>A network for texts in plain loops and double precision.</summary>
internal sealed class ReferenceTextModel
{
    private readonly int _size;
    private readonly ReferenceRecurrentCell _cell;

    public ReferenceTextModel(TextNetwork network, int size)
    {
        Parameters = [.. network.parameters()];
        Weights = [.. Parameters.Select(weight => Read(weight))];
        _size = size;
        _cell = new ReferenceRecurrentCell(network.Cell, size, averageFirst: false, Weights, firstWeight: 3);
    }

    /// <summary>The network's parameters.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>Their values: embeddings, the last layer's weight and bias, the cell's; change them to see outputs change.</summary>
    public double[][] Weights { get; }

    /// <summary>The outputs for the tokens of one text, without padding.</summary>
    public double[] Compute(int[] tokens)
    {
        var state = new double[_size];
        var states = new List<double[]>();
        foreach (int token in tokens)
        {
            state = _cell.Step(Weights[0][(token * _size)..((token + 1) * _size)], state);
            states.Add(state);
        }

        double[] pooled =
        [
            .. Enumerable.Range(0, _size).Select(unit => states.Average(step => step[unit])),
            .. Enumerable.Range(0, _size).Select(unit => states.Max(step => step[unit])),
            .. state,
        ];
        return [.. Weights[2].Select((bias, output) => bias + pooled.Select((value, i) => value * Weights[1][(output * pooled.Length) + i]).Sum())];
    }

    private static double[] Read(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to(torch.float64).contiguous().data<double>().ToArray();
    }
}
