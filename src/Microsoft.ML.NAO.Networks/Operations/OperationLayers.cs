namespace Microsoft.ML.NAO.Operations;

/// <summary>Builds the layers of a branch's operation.</summary>
internal static class OperationLayers
{
    /// <summary>ReLU, k×k convolution, batch normalization.</summary>
    public static Layer Convolution(OperationSite site, int kernel) => new LayerSequence(
        nameof(Convolution),
        new Convolution(site.Initializer, site.Input.Channels, site.Channels, Square(site, kernel, site.Stride), rectified: true),
        new BatchNormalization(site.Initializer, site.Channels));

    /// <summary>ReLU, 1×k convolution, batch normalization, then the same with a k×1 convolution.</summary>
    public static Layer TwoStepConvolution(OperationSite site, int kernel)
    {
        int split = site.Conventions.SplitStrides ? site.Stride : 1;
        var wide = new Window(new(1, site.Stride / split), new(kernel, site.Stride), site.Conventions.Padding);
        var high = new Window(new(kernel, split), new(1, 1), site.Conventions.Padding);
        return new LayerSequence(
            nameof(TwoStepConvolution),
            new Convolution(site.Initializer, site.Input.Channels, site.Channels, wide, rectified: true),
            new BatchNormalization(site.Initializer, site.Channels),
            new Convolution(site.Initializer, site.Channels, site.Channels, high, rectified: true),
            new BatchNormalization(site.Initializer, site.Channels));
    }

    /// <summary>Twice ReLU, depthwise convolution, 1×1 convolution, batch normalization; the stride is the first one's.</summary>
    public static Layer SeparableConvolution(OperationSite site, int kernel)
    {
        var (initializer, input, channels, stride, _) = site;
        return new LayerSequence(
            nameof(SeparableConvolution),
            new Convolution(initializer, input.Channels, input.Channels, Square(site, kernel, stride), groups: input.Channels, rectified: true),
            new Convolution(initializer, input.Channels, channels, kernel: 1),
            new BatchNormalization(initializer, channels),
            new Convolution(initializer, channels, channels, kernel, groups: channels, rectified: true),
            new Convolution(initializer, channels, channels, kernel: 1),
            new BatchNormalization(initializer, channels));
    }

    /// <summary>Pooling, followed by a projection where the number of channels changes.</summary>
    public static Layer Pooling(OperationSite site, PoolingKind kind, int kernel)
    {
        var pooling = new Pooling(kind, kernel, site.Stride, site.Conventions);
        return site.ChangesChannels
            ? new LayerSequence(nameof(Pooling), pooling, LayerSequence.Projection(site.Initializer, site.Input.Channels, site.Channels))
            : pooling;
    }

    /// <summary>The input as it is; where the size or the number of channels changes, a factorized reduction or a projection.</summary>
    public static Layer Identity(OperationSite site)
    {
        if (site.Stride == 1 && !site.ChangesChannels)
        {
            return new Identity();
        }

        return site.Stride > 1 && !site.Conventions.ProjectStridedIdentities
            ? new FactorizedReduction(site.Initializer, site.Input, site.Channels, rectified: false)
            : LayerSequence.Projection(site.Initializer, site.Input.Channels, site.Channels, site.Stride);
    }

    private static Window Square(OperationSite site, int kernel, int stride) => Window.Square(kernel, stride, site.Conventions.Padding);
}
