using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>
/// A recurrent language model in plain loops and double precision, as section 2 of the authors' description has it: its loss for one batch,
/// with all that training multiplies and adds.
/// </summary>
internal sealed class ReferenceLanguageModel
{
    private readonly int _size;
    private readonly ReferenceRecurrentCell _cell;

    public ReferenceLanguageModel(RecurrentNetwork network)
    {
        _size = network.Options.HiddenSize;
        Weights = [.. network.Weights.Select(weight => Read(weight))];
        _cell = new ReferenceRecurrentCell(network.Cell, _size, network.Options.Conventions.AverageFirstNode, Weights, firstWeight: 2);
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
                states[b] = _cell.Step(Embed(words[t][b], b), states[b], HiddenMask?[b]);
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

    private static double[] Read(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to(torch.float64).contiguous().data<double>().ToArray();
    }
}
