namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>The layers of the authors' networks as plain loops over their definitions.</summary>
internal static class ReferenceLayers
{
    private const double Epsilon = 1e-5;

    public static Map Rectify(Map input) => input.With((n, c, y, x) => Math.Max(0, input[n, c, y, x]));

    public static Map Add(Map first, Map second) => first.With((n, c, y, x) => first[n, c, y, x] + second[n, c, y, x]);

    public static Map Concatenate(params Map[] maps)
    {
        var sources = maps.SelectMany(map => Enumerable.Range(0, map.Channels).Select(channel => (Map: map, Channel: channel))).ToArray();
        return Map.Create(
            maps[0].Images, sources.Length, maps[0].Height, maps[0].Width, (n, c, y, x) => sources[c].Map[n, sources[c].Channel, y, x]);
    }

    /// <summary>Every output pixel sums the products of the kernel with the pixels that it lies on, zeros outside of the image.</summary>
    public static Map Convolve(Map input, Map kernel, (int Y, int X) stride, (int Y, int X) before)
    {
        int groups = input.Channels / kernel.Channels;
        int outputsPerGroup = kernel.Images / groups;
        return Map.Create(input.Images, kernel.Images, Divide(input.Height, stride.Y), Divide(input.Width, stride.X), (n, o, y, x) =>
        {
            double sum = 0;
            for (int i = 0; i < kernel.Channels; i++)
            {
                int channel = (o / outputsPerGroup * kernel.Channels) + i;
                for (int ky = 0; ky < kernel.Height; ky++)
                {
                    for (int kx = 0; kx < kernel.Width; kx++)
                    {
                        int inY = (y * stride.Y) - before.Y + ky;
                        int inX = (x * stride.X) - before.X + kx;
                        sum += input.Contains(inY, inX) ? input[n, channel, inY, inX] * kernel[o, i, ky, kx] : 0;
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>Batch normalization by the mean and the (biased) variance of the batch.</summary>
    public static Map Normalize(Map input, double[] scale, double[] offset)
    {
        var means = new double[input.Channels];
        var deviations = new double[input.Channels];
        for (int c = 0; c < input.Channels; c++)
        {
            var values = new List<double>();
            for (int n = 0; n < input.Images; n++)
            {
                for (int p = 0; p < input.Height * input.Width; p++)
                {
                    values.Add(input[n, c, p / input.Width, p % input.Width]);
                }
            }

            means[c] = values.Average();
            deviations[c] = Math.Sqrt(values.Average(value => (value - means[c]) * (value - means[c])) + Epsilon);
        }

        return input.With((n, c, y, x) => ((input[n, c, y, x] - means[c]) / deviations[c] * scale[c]) + offset[c]);
    }

    /// <summary>The maximum of the pixels of each window. What lies outside of the image is <paramref name="outside"/>.</summary>
    public static Map TakeMaxima(Map input, int kernel, int stride, (int Y, int X) before, double outside) =>
        Map.Create(input.Images, input.Channels, Divide(input.Height, stride), Divide(input.Width, stride), (n, c, y, x) =>
            Pixels((y * stride) - before.Y, (x * stride) - before.X, kernel).Max(p => input.Contains(p.Y, p.X) ? input[n, c, p.Y, p.X] : outside));

    /// <summary>The average of the pixels of each window, of those in the image alone unless the padding counts.</summary>
    public static Map TakeAverages(Map input, int kernel, int stride, (int Y, int X) before, bool countsPadding) =>
        Map.Create(input.Images, input.Channels, Divide(input.Height, stride), Divide(input.Width, stride), (n, c, y, x) =>
        {
            var inside = Pixels((y * stride) - before.Y, (x * stride) - before.X, kernel).Where(p => input.Contains(p.Y, p.X)).ToArray();
            return inside.Sum(p => input[n, c, p.Y, p.X]) / (countsPadding ? kernel * kernel : inside.Length);
        });

    /// <summary>The pixels at (2y + first, 2x + first), zero where the image ends before.</summary>
    public static Map PickEverySecond(Map input, int first) =>
        Map.Create(input.Images, input.Channels, Divide(input.Height, 2), Divide(input.Width, 2), (n, c, y, x) =>
            input.Contains((2 * y) + first, (2 * x) + first) ? input[n, c, (2 * y) + first, (2 * x) + first] : 0);

    public static int Divide(int size, int stride) => (size + stride - 1) / stride;

    private static IEnumerable<(int Y, int X)> Pixels(int top, int left, int kernel) =>
        Enumerable.Range(0, kernel * kernel).Select(p => (top + (p / kernel), left + (p % kernel)));
}
