using Microsoft.ML.NAO.Architectures;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>
/// A recurrent language model in plain loops and double precision, as section 2 of the authors' description has it: its loss for one batch,
/// with all that training multiplies and adds.
/// </summary>
internal sealed class ReferenceLanguageModel
{
    private readonly RecurrentCell _cell;
    private readonly int _size;
    private readonly bool _averageFirst;

    public ReferenceLanguageModel(RecurrentNetwork network)
    {
        _cell = network.Cell;
        _size = network.Options.HiddenSize;
        _averageFirst = network.Options.Conventions.AverageFirstNode;
        Weights = [.. network.Weights.Select(weight => Read(weight))];
    }

    /// <summary>The values of the network's weights in its order; change them to see the loss change.</summary>
    public double[][] Weights { get; }

    /// <summary>The masks: of the vocabulary, and [batch][unit] of the input, the nodes' inputs and the output.</summary>
    public double[]? WordMask { get; init; }

    public double[][]? InputMask { get; init; }

    public double[][]? HiddenMask { get; init; }

    public double[][]? OutputMask { get; init; }

    public double Activation { get; init; }

    public double Temporal { get; init; }

    /// <summary>Reads words[step][sequence] from states, which it replaces by those after the last step.</summary>
    /// <returns>The cross-entropy with what regularizes.</returns>
    public double Loss(int[][] words, int[][] targets, double[][] states)
    {
        double entropy = 0;
        double activation = 0;
        double temporal = 0;
        int batch = states.Length;
        for (int b = 0; b < batch; b++)
        {
            double[]? before = null;
            for (int t = 0; t < words.Length; t++)
            {
                states[b] = Step(Embed(words[t][b], b), states[b], b);
                double[] dropped = [.. states[b].Select((value, i) => value * (OutputMask?[b][i] ?? 1))];
                entropy += CrossEntropy(dropped, targets[t][b]);
                activation += dropped.Sum(value => value * value);
                temporal += before is null ? 0 : states[b].Zip(before, (after, earlier) => (after - earlier) * (after - earlier)).Sum();
                before = states[b];
            }
        }

        double all = words.Length * batch;
        return (entropy / all) + (Activation * activation / (all * _size)) + (Temporal * temporal / ((words.Length - 1) * batch * (double)_size));
    }

    /// <summary>The logits that follow a state.</summary>
    public double[] Decode(double[] state) =>
        [.. Weights[1].Select((bias, word) => bias + state.Select((value, i) => value * Weights[0][(word * _size) + i]).Sum())];

    private double CrossEntropy(double[] state, int target)
    {
        double[] logits = Decode(state);
        return Math.Log(logits.Sum(Math.Exp)) - logits[target];
    }

    private double[] Embed(int word, int sequence)
    {
        var vector = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            vector[i] = Weights[0][(word * _size) + i] * (WordMask?[word] ?? 1) * (InputMask?[sequence][i] ?? 1);
        }

        return vector;
    }

    private double[] Step(double[] input, double[] hidden, int sequence)
    {
        var nodes = new List<double[]> { Continue(hidden, [.. input, .. Drop(hidden, sequence)], ActivationNames.Tanh, (row, column) => Weights[2][(row * 2 * _size) + column]) };
        for (int node = 1; node <= _cell.Nodes.Length; node++)
        {
            double[] predecessor = nodes[_cell.Nodes[node - 1].Predecessor];
            nodes.Add(Continue(predecessor, Drop(predecessor, sequence), _cell.GetActivation(node), WeightOf(node)));
        }

        var averaged = _averageFirst ? nodes : nodes.Skip(1).ToList();
        return [.. Enumerable.Range(0, _size).Select(i => averaged.Average(node => node[i]))];
    }

    private double[] Continue(double[] state, double[] input, string activation, Func<int, int, double> weight)
    {
        var result = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            double gate = 0;
            double value = 0;
            for (int row = 0; row < input.Length; row++)
            {
                gate += input[row] * weight(row, i);
                value += input[row] * weight(row, _size + i);
            }

            result[i] = state[i] + (Sigmoid(gate) * (Activate(activation, value) - state[i]));
        }

        return result;
    }

    // The nodes that continue one node have their weights side by side, in the order of their activations' names: all gates, then all values.
    private Func<int, int, double> WeightOf(int node)
    {
        int[] predecessors = [.. Enumerable.Range(0, _cell.Nodes.Length + 1).Where(p => _cell.GetSuccessors(p).Length > 0)];
        int predecessor = _cell.Nodes[node - 1].Predecessor;
        double[] values = Weights[3 + Array.IndexOf(predecessors, predecessor)];
        int[] siblings = [.. _cell.GetSuccessors(predecessor).OrderBy(_cell.GetActivation, StringComparer.Ordinal)];
        int place = Array.IndexOf(siblings, node);
        int width = siblings.Length * _size;
        return (row, column) => values[(row * 2 * width) + (column / _size * width) + (place * _size) + (column % _size)];
    }

    private double[] Drop(double[] values, int sequence) => [.. values.Select((value, i) => value * (HiddenMask?[sequence][i] ?? 1))];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double Activate(string name, double value) => name switch
    {
        ActivationNames.Tanh => Math.Tanh(value),
        ActivationNames.Relu => Math.Max(0, value),
        ActivationNames.Sigmoid => Sigmoid(value),
        _ => value,
    };

    private static double[] Read(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to(torch.float64).contiguous().data<double>().ToArray();
    }
}
