namespace TorchSharp.Modules
{
    /// <summary>What convolutions of any number of dimensions share.</summary>
    public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private protected readonly long[] Stride;
        private protected readonly long[] Dilation;
        private protected readonly long Groups;
        private readonly long[] padding;
        private readonly bool same;
        private readonly PaddingModes mode;

        private protected Convolution(string name, long[] kernel, ConvolutionShape shape)
            : base(name)
        {
            Stride = shape.Stride;
            Dilation = shape.Dilation;
            Groups = shape.Groups;
            padding = shape.Padding ?? [];
            same = shape.Padding is null;
            mode = shape.PaddingMode;
            if (same && Stride.Any(step => step != 1))
            {
                throw new ArgumentException("padding='same' is not supported for strided convolutions");
            }

            register_parameter("weight", Initialization.Empty([shape.Outputs, shape.Inputs / Groups, .. kernel]));
            if (shape.HasBias)
            {
                register_parameter("bias", Initialization.Empty(shape.Outputs));
            }

            Initialization.LikeLinear(ParameterOrNull("weight")!, ParameterOrNull("bias"));
            if (same)
            {
                padding = [.. kernel.Select((length, i) => Dilation[i] * (length - 1))];
            }
        }

        private protected torch.Tensor PadAndConvolve(torch.Tensor input)
        {
            if (mode == PaddingModes.Zeros && !same)
            {
                return Convolve(input, padding);
            }

            using torch.Tensor padded = torch.nn.functional.pad(input, Margins(), mode == PaddingModes.Zeros ? PaddingModes.Constant : mode);
            return Convolve(padded, new long[padding.Length]);
        }

        private protected abstract torch.Tensor Convolve(torch.Tensor input, long[] padding);

        // From the last dimension to the first, before and after: where "same" needs an odd number of cells, one more after.
        private long[] Margins()
        {
            var margins = new List<long>();
            foreach (long each in padding.Reverse())
            {
                margins.Add(same ? each / 2 : each);
                margins.Add(same ? each - (each / 2) : each);
            }

            return [.. margins];
        }
    }

    /// <summary>A convolution's options; null for a padding that keeps the size.</summary>
    internal sealed record ConvolutionShape(
        long Inputs, long Outputs, long[] Stride, long[]? Padding, long[] Dilation, PaddingModes PaddingMode, long Groups, bool HasBias);
}
