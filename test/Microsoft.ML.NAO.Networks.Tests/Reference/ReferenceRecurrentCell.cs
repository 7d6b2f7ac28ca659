using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>A recurrent cell in plain loops and double precision, as section 2 of the authors' description has it.</summary>
/// <param name="cell">The cell.</param>
/// <param name="size">The size of its state.</param>
/// <param name="averageFirst">Whether node 0 counts in the mean.</param>
/// <param name="weights">Where its weights stand, in the network's order.</param>
/// <param name="firstWeight">The index of the first of them.</param>
internal sealed class ReferenceRecurrentCell(RecurrentCell cell, int size, bool averageFirst, double[][] weights, int firstWeight)
{
    /// <summary>The state after a step.</summary>
    /// <param name="input">The input.</param>
    /// <param name="hidden">The state before it.</param>
    /// <param name="mask">What nodes' inputs are multiplied with; null for nothing.</param>
    public double[] Step(double[] input, double[] hidden, double[]? mask = null)
    {
        var nodes = new List<double[]> { Continue(hidden, [.. input, .. Drop(hidden, mask)], ActivationNames.Tanh, (row, column) => weights[firstWeight][(row * 2 * size) + column]) };
        for (int node = 1; node <= cell.Nodes.Length; node++)
        {
            double[] predecessor = nodes[cell.Nodes[node - 1].Predecessor];
            nodes.Add(Continue(predecessor, Drop(predecessor, mask), cell.GetActivation(node), WeightOf(node)));
        }

        var averaged = averageFirst ? nodes : nodes.Skip(1).ToList();
        return [.. Enumerable.Range(0, size).Select(i => averaged.Average(node => node[i]))];
    }

    private double[] Continue(double[] state, double[] input, string activation, Func<int, int, double> weight)
    {
        var result = new double[size];
        for (int i = 0; i < size; i++)
        {
            double gate = 0;
            double value = 0;
            for (int row = 0; row < input.Length; row++)
            {
                gate += input[row] * weight(row, i);
                value += input[row] * weight(row, size + i);
            }

            result[i] = state[i] + (Sigmoid(gate) * (Activate(activation, value) - state[i]));
        }

        return result;
    }

    // The nodes that continue one node have their weights side by side, in the order of their activations' names: all gates, then all values.
    private Func<int, int, double> WeightOf(int node)
    {
        int[] predecessors = [.. Enumerable.Range(0, cell.Nodes.Length + 1).Where(p => cell.GetSuccessors(p).Length > 0)];
        int predecessor = cell.Nodes[node - 1].Predecessor;
        double[] values = weights[firstWeight + 1 + Array.IndexOf(predecessors, predecessor)];
        int[] siblings = [.. cell.GetSuccessors(predecessor).OrderBy(cell.GetActivation, StringComparer.Ordinal)];
        int place = Array.IndexOf(siblings, node);
        int width = siblings.Length * size;
        return (row, column) => values[(row * 2 * width) + (column / size * width) + (place * size) + (column % size)];
    }

    private static double[] Drop(double[] values, double[]? mask) => [.. values.Select((value, i) => value * (mask?[i] ?? 1))];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double Activate(string name, double value) => name switch
    {
        ActivationNames.Tanh => Math.Tanh(value),
        ActivationNames.Relu => Math.Max(0, value),
        ActivationNames.Sigmoid => Sigmoid(value),
        _ => value,
    };
}
