namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, long kernelSize, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                Conv2d(in_channels, out_channels, (kernelSize, kernelSize), (stride, stride), (padding, padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernelSize, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                var shape = new Modules.ConvolutionShape(
                    in_channels, out_channels, ToArray(stride ?? (1, 1)), ToArray(padding ?? (0, 0)), ToArray(dilation ?? (1, 1)), padding_mode, groups, bias);
                return new Modules.Conv2d(ToArray(kernelSize), shape).MoveModule<Modules.Conv2d>(device, dtype);
            }

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, long kernelSize, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                Conv2d(in_channels, out_channels, (kernelSize, kernelSize), padding, (stride, stride), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernelSize, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                var shape = new Modules.ConvolutionShape(
                    in_channels, out_channels, ToArray(stride ?? (1, 1)), padding == Padding.Same ? null : [0, 0], ToArray(dilation ?? (1, 1)), padding_mode, groups, bias);
                return new Modules.Conv2d(ToArray(kernelSize), shape).MoveModule<Modules.Conv2d>(device, dtype);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(long[] kernel, ConvolutionShape shape)
            : base(nameof(Conv2d), kernel, shape)
        {
        }

        public Parameter? bias
        {
            get => ParameterOrNull("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Parameter? weight
        {
            get => ParameterOrNull("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public override torch.Tensor forward(torch.Tensor input) => PadAndConvolve(input);

        private protected override torch.Tensor Convolve(torch.Tensor input, long[] padding) =>
            torch.nn.functional.conv2d(input, weight!, bias, Stride, padding, Dilation, Groups);
    }
}
