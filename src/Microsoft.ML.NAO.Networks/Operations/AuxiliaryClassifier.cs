using Microsoft.ML.NAO.Datasets;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// A second classifier half-way through the network, for training alone: ReLU, average pooling to 2×2 (5×5 windows at a stride of 3 on
/// the authors' 8×8 maps, of 2 on their 7×7 ones), 1×1 convolution to 128 channels, 2×2 convolution to 768, each with batch
/// normalization and ReLU, linear layer.
/// </summary>
internal sealed class AuxiliaryClassifier : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    /// <summary>The channels after the first convolution.</summary>
    public const int NarrowChannels = 128;

    private const int PooledSize = 2;
    private const int WideChannels = 768;

    private readonly Convolution _narrow;
    private readonly BatchNormalization _narrowNormalization;
    private readonly Parameter _wide;
    private readonly BatchNormalization _wideNormalization;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    public AuxiliaryClassifier(WeightInitializer initializer, ImageShape input, int classes, bool hasBias)
        : this(initializer, input, new Convolution(initializer, input.Channels, NarrowChannels, kernel: 1), classes, hasBias)
    {
    }

    /// <summary>Creates a classifier around its first convolution, to <see cref="NarrowChannels"/> channels.</summary>
    public AuxiliaryClassifier(WeightInitializer initializer, ImageShape input, Convolution narrow, int classes, bool hasBias)
        : base(nameof(AuxiliaryClassifier))
    {
        if (Math.Min(input.Height, input.Width) < PooledSize)
        {
            throw new ArgumentException(
                $"The auxiliary classifier needs maps of at least {PooledSize}×{PooledSize}, its input has the shape {input}. Use fewer reductions, or none.",
                nameof(input));
        }

        _narrow = narrow;
        _narrowNormalization = new BatchNormalization(initializer, NarrowChannels);
        _wide = initializer.Convolution(WideChannels, NarrowChannels, PooledSize);
        _wideNormalization = new BatchNormalization(initializer, WideChannels);
        _weight = initializer.Linear(classes, WideChannels);
        _bias = hasBias ? initializer.Zeros(classes) : null;
        RegisterComponents();
    }

    /// <summary>Creates a classifier that shares all its parts with another but the first convolution.</summary>
    public AuxiliaryClassifier(Convolution narrow, AuxiliaryClassifier other)
        : base(nameof(AuxiliaryClassifier))
    {
        _narrow = narrow;
        _narrowNormalization = other._narrowNormalization;
        _wide = other._wide;
        _wideNormalization = other._wideNormalization;
        _weight = other._weight;
        _bias = other._bias;
    }

    /// <summary>The trained values and the running statistics, in order.</summary>
    public IEnumerable<torch.Tensor> GetState() =>
    [
        .. _narrow.GetState(), .. _narrowNormalization.GetState(), _wide, .. _wideNormalization.GetState(), _weight, .. _bias is null ? Array.Empty<torch.Tensor>() : [_bias],
    ];

    /// <param name="rectified">The rectified input.</param>
    public override torch.Tensor forward(torch.Tensor rectified)
    {
        var (rowKernel, rowStride) = Window(rectified.shape[2]);
        var (columnKernel, columnStride) = Window(rectified.shape[3]);
        var pooled = torch.nn.functional.avg_pool2d(rectified, [rowKernel, columnKernel], [rowStride, columnStride]);
        var narrow = _narrowNormalization.forward(_narrow.forward(pooled)).relu();
        var wide = _wideNormalization.forward(torch.nn.functional.conv2d(narrow, _wide)).relu();
        return torch.nn.functional.linear(wide.flatten(1), _weight, _bias);
    }

    // Two windows that overlap as the authors' do: a kernel of 5, and a stride of 3 where the size is 8, of 2 where it is 7.
    private static (long Kernel, long Stride) Window(long size)
    {
        long stride = Math.Max(1, 3 * size / 8);
        return (size - stride, stride);
    }
}
