using static Microsoft.ML.NAO.Networks.Tests.Reference.ReferenceLayers;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>The operations of the branches, the alignments of a cell's inputs and the auxiliary classifier, as plain loops.</summary>
internal sealed class ReferenceOperations(ReferenceWeights weights, NetworkConventions conventions)
{
    public Map Apply(string operation, Map input, int channels, int stride) => operation switch
    {
        "conv_1x1" => Convolution(input, 1, 1, (stride, stride)),
        "conv_3x3" => Convolution(input, 3, 3, (stride, stride)),
        "conv_1x3_3x1" => TwoStepConvolution(input, 3, stride),
        "conv_1x7_7x1" => TwoStepConvolution(input, 7, stride),
        "sep_conv_3x3" => SeparableStep(SeparableStep(input, 3, stride), 3, 1),
        "sep_conv_5x5" => SeparableStep(SeparableStep(input, 5, stride), 5, 1),
        "max_pool_2x2" => Aligned(Maxima(input, 2, stride), channels),
        "max_pool_3x3" => Aligned(Maxima(input, 3, stride), channels),
        "max_pool_5x5" => Aligned(Maxima(input, 5, stride), channels),
        "avg_pool_2x2" => Aligned(Averages(input, 2, stride), channels),
        "avg_pool_3x3" => Aligned(Averages(input, 3, stride), channels),
        "avg_pool_5x5" => Aligned(Averages(input, 5, stride), channels),
        "identity" when stride == 1 => Aligned(input, channels),
        "identity" => conventions.ProjectStridedIdentities ? Projection(Rectify(input), stride) : Reduction(input),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>1×1 convolution and batch normalization; rectified, where it is, before.</summary>
    public Map Projection(Map input, int stride = 1) => Normalize(ReferenceLayers.Convolve(input, weights.TakeKernel(), (stride, stride), (0, 0)));

    /// <summary>The factorized reduction; rectified, where it is, before.</summary>
    public Map Reduction(Map input)
    {
        Map even = ReferenceLayers.Convolve(PickEverySecond(input, 0), weights.TakeKernel(), (1, 1), (0, 0));
        Map odd = ReferenceLayers.Convolve(PickEverySecond(input, 1), weights.TakeKernel(), (1, 1), (0, 0));
        return Normalize(Concatenate(even, odd));
    }

    /// <summary>The auxiliary classifier on maps of 8×8: 5×5 averages at a stride of 3, 1×1 and 2×2 convolutions, a linear layer.</summary>
    public Map Auxiliary(Map rectified)
    {
        // A module's own parameters come before those of the modules in it.
        Map kernel = weights.TakeKernel();
        Map matrix = weights.TakeKernel();
        double[] bias = weights.TakeVector();
        Map pooled = Map.Create(rectified.Images, rectified.Channels, 2, 2, (n, c, y, x) =>
            Enumerable.Range(0, 25).Average(p => rectified[n, c, (3 * y) + (p / 5), (3 * x) + (p % 5)]));
        Map narrow = Rectify(Projection(pooled));
        Map convolved = Map.Create(narrow.Images, kernel.Images, 1, 1, (n, o, _, _) =>
        {
            double sum = 0;
            for (int i = 0; i < narrow.Channels * 4; i++)
            {
                sum += narrow[n, i / 4, i / 2 % 2, i % 2] * kernel[o, i / 4, i / 2 % 2, i % 2];
            }

            return sum;
        });
        Map wide = Rectify(Normalize(convolved));
        return Map.Create(wide.Images, matrix.Images, 1, 1, (n, o, _, _) =>
            bias[o] + Enumerable.Range(0, wide.Channels).Sum(c => wide[n, c, 0, 0] * matrix[o, c, 0, 0]));
    }

    private Map Normalize(Map input) => ReferenceLayers.Normalize(input, weights.TakeVector(), weights.TakeVector());

    private Map Aligned(Map input, int channels) => input.Channels == channels ? input : Projection(Rectify(input));

    private Map Convolution(Map input, int height, int width, (int Y, int X) stride) => Normalize(Convolve(Rectify(input), height, width, stride));

    private Map TwoStepConvolution(Map input, int kernel, int stride) => conventions.SplitStrides
        ? Convolution(Convolution(input, 1, kernel, (1, stride)), kernel, 1, (stride, 1))
        : Convolution(Convolution(input, 1, kernel, (stride, stride)), kernel, 1, (1, 1));

    private Map SeparableStep(Map input, int kernel, int stride)
    {
        Map depthwise = Convolve(Rectify(input), kernel, kernel, (stride, stride));
        return Projection(depthwise);
    }

    private Map Convolve(Map input, int height, int width, (int Y, int X) stride) => ReferenceLayers.Convolve(
        input, weights.TakeKernel(), stride, (Before(input.Height, height, stride.Y), Before(input.Width, width, stride.X)));

    private Map Maxima(Map input, int kernel, int stride) => TakeMaxima(
        input,
        kernel,
        stride,
        (Before(input.Height, kernel, stride), Before(input.Width, kernel, stride)),
        conventions.PadMaximaWithZeros && kernel == 2 ? 0 : double.NegativeInfinity);

    private Map Averages(Map input, int kernel, int stride) => TakeAverages(
        input,
        kernel,
        stride,
        (Before(input.Height, kernel, stride), Before(input.Width, kernel, stride)),
        conventions.CountPaddingInAverages);

    // How far before the image the first window begins. A stride of 2 meets an image of even size one pixel later in TensorFlow.
    private int Before(int size, int kernel, int stride)
    {
        bool isLater = conventions.Padding == WindowPadding.Same && stride == 2 && size % 2 == 0 && kernel > 1;
        return kernel switch { 2 => 0, _ => (kernel / 2) - (isLater ? 1 : 0) };
    }
}
