using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool2d((kernel_size, kernel_size), Twice(stride), Twice(padding), ceil_mode, count_include_pad, divisor_override);

            public static Modules.AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(ToArray(kernel_size), ToArray(stride ?? kernel_size), ToArray(padding ?? (0, 0)), ceil_mode, count_include_pad, divisor_override);

            public static Modules.AvgPool2d AvgPool2d(long[] kernel_size, long[]? strides = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                new(kernel_size, strides ?? kernel_size, padding ?? [0], ceil_mode, count_include_pad, divisor_override);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class AvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[] kernelSize;
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly bool ceilMode;
        private readonly bool countIncludePad;
        private readonly long? divisorOverride;

        internal AvgPool2d(long[] kernelSize, long[] stride, long[] padding, bool ceilMode, bool countIncludePad, long? divisorOverride)
            : base(nameof(AvgPool2d))
        {
            this.kernelSize = kernelSize;
            this.stride = stride;
            this.padding = padding;
            this.ceilMode = ceilMode;
            this.countIncludePad = countIncludePad;
            this.divisorOverride = divisorOverride;
        }

        public override torch.Tensor forward(torch.Tensor tensor) =>
            Aten.avg_pool2d.Call(tensor, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
    }
}
