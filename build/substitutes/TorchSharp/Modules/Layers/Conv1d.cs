namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv1d Conv1d(long in_channels, long out_channels, long kernelSize, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                var shape = new Modules.ConvolutionShape(in_channels, out_channels, [stride], [padding], [dilation], padding_mode, groups, bias);
                return new Modules.Conv1d([kernelSize], shape).MoveModule<Modules.Conv1d>(device, dtype);
            }

            public static Modules.Conv1d Conv1d(long in_channels, long out_channels, long kernelSize, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                var shape = new Modules.ConvolutionShape(in_channels, out_channels, [stride], padding == Padding.Same ? null : [0], [dilation], padding_mode, groups, bias);
                return new Modules.Conv1d([kernelSize], shape).MoveModule<Modules.Conv1d>(device, dtype);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(long[] kernel, ConvolutionShape shape)
            : base(nameof(Conv1d), kernel, shape)
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
            torch.nn.functional.conv1d(input, weight!, bias, Stride[0], padding[0], Dilation[0], Groups);
    }
}
