using Microsoft.ML.NAO.Architectures;
using static Microsoft.ML.NAO.Networks.Tests.Reference.ReferenceLayers;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>Feed-forward networks as plain loops over the definitions of Gorishniy et al.; a map's images are rows, its channels features.</summary>
internal sealed class ReferenceFeedForward(ReferenceWeights weights)
{
    private const double Epsilon = 1e-5;

    public Map Apply(FeedForwardCell cell, Map input)
    {
        Map value = input;
        for (int b = 0; b < cell.Blocks.Length; b++)
        {
            FeedForwardBlock block = cell.Blocks[b];
            if (block.Operation == FeedForwardOperationNames.Linear)
            {
                value = Activate(block.Activation, Normalize(block.Normalization, Linear(value)));
            }
            else
            {
                value = b == 0 ? Linear(value) : value;
                value = Add(value, Linear(Activate(block.Activation, Linear(Normalize(block.Normalization, value)))));
            }
        }

        return cell.Blocks.LastOrDefault() is { Operation: FeedForwardOperationNames.Residual } last
            ? Linear(Activate(last.Activation, Normalize(last.Normalization, value)))
            : Linear(value);
    }

    private Map Linear(Map input)
    {
        Map matrix = weights.TakeKernel();
        double[] bias = weights.TakeVector();
        return Map.Create(input.Images, matrix.Images, 1, 1, (n, o, _, _) =>
            bias[o] + Enumerable.Range(0, input.Channels).Sum(i => input[n, i, 0, 0] * matrix[o, i, 0, 0]));
    }

    private Map Normalize(string normalization, Map input) => normalization switch
    {
        NormalizationNames.Batch => ReferenceLayers.Normalize(input, weights.TakeVector(), weights.TakeVector()),
        NormalizationNames.Layer => NormalizeRows(input, weights.TakeVector(), weights.TakeVector()),
        _ => input,
    };

    private static Map NormalizeRows(Map input, double[] scale, double[] offset) => input.With((n, c, _, _) =>
    {
        double[] row = [.. Enumerable.Range(0, input.Channels).Select(i => input[n, i, 0, 0])];
        double mean = row.Average();
        return ((row[c] - mean) / Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + Epsilon) * scale[c]) + offset[c];
    });

    private static Map Activate(string activation, Map input) => input.With((n, c, _, _) => Activate(activation, input[n, c, 0, 0]));

    private static double Activate(string activation, double value) => activation switch
    {
        ActivationNames.Relu => Math.Max(0, value),
        ActivationNames.Gelu => value * NormalShareBelow(value),
        ActivationNames.Silu => value / (1 + Math.Exp(-value)),
        _ => Math.Tanh(value),
    };

    /// <summary>By Simpson's rule from 0.</summary>
    private static double NormalShareBelow(double value)
    {
        const int Steps = 400;
        double width = value / Steps;
        double sum = 0;
        for (int step = 0; step <= Steps; step++)
        {
            double at = step * width;
            sum += (step is 0 or Steps ? 1 : step % 2 == 1 ? 4 : 2) * Math.Exp(-at * at / 2);
        }

        return 0.5 + (sum * width / 3 / Math.Sqrt(2 * Math.PI));
    }
}
