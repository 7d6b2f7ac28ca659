using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Networks;

/// <summary>Builds the layers of a <see cref="NetworkStem"/>.</summary>
internal static class StemLayers
{
    private const int Kernel = 3;
    private const int Stride = 2;

    /// <summary>How many times the stem halves the size.</summary>
    public static int GetReductions(NetworkStem stem) => stem == NetworkStem.Reduction ? 3 : 0;

    /// <summary>The layers up to what the first cell reads as its first input.</summary>
    public static LayerSequence CreateFirst(WeightInitializer initializer, int inputs, ConvolutionalNetworkOptions options)
    {
        int channels = options.Stem == NetworkStem.Reduction ? options.InitialChannels : options.StemMultiplier * options.InitialChannels;
        return options.Stem == NetworkStem.Reduction
            ? new LayerSequence(
                "Stem",
                Convolve(initializer, inputs, channels / 2, options, rectified: false),
                new BatchNormalization(initializer, channels / 2),
                Convolve(initializer, channels / 2, channels, options, rectified: true),
                new BatchNormalization(initializer, channels))
            : new LayerSequence(
                "Stem", new Convolution(initializer, inputs, channels, Kernel), new BatchNormalization(initializer, channels));
    }

    /// <summary>The layers between what the first cell reads as its first and as its second input; null where both are the same.</summary>
    public static LayerSequence? CreateSecond(WeightInitializer initializer, ConvolutionalNetworkOptions options)
    {
        int channels = options.InitialChannels;
        return options.Stem == NetworkStem.Reduction
            ? new LayerSequence(
                "StemReduction",
                Convolve(initializer, channels, channels, options, rectified: true),
                new BatchNormalization(initializer, channels))
            : null;
    }

    private static Convolution Convolve(
        WeightInitializer initializer, int inputs, int outputs, ConvolutionalNetworkOptions options, bool rectified) =>
        new(initializer, inputs, outputs, Window.Square(Kernel, Stride, options.Conventions.Padding), rectified: rectified);
}
