using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.MaxPool2d MaxPool2d(long kernelSize, long? stride = null, long? padding = null, long? dilation = null, bool ceilMode = false) =>
                MaxPool2d((kernelSize, kernelSize), Twice(stride), Twice(padding), Twice(dilation), ceilMode);

            public static Modules.MaxPool2d MaxPool2d((long, long) kernelSize, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceilMode = false) =>
                new(ToArray(kernelSize), ToArray(stride ?? kernelSize), ToArray(padding ?? (0, 0)), ToArray(dilation ?? (1, 1)), ceilMode);

            public static Modules.MaxPool2d MaxPool2d(long[] kernelSize, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceilMode = false) =>
                new(kernelSize, strides ?? kernelSize, padding ?? [0], dilation ?? [1], ceilMode);

            private static (long, long)? Twice(long? size) => size is { } given ? (given, given) : null;

            private static long[] ToArray((long, long) sizes) => [sizes.Item1, sizes.Item2];
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class MaxPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[] kernelSize;
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly long[] dilation;
        private readonly bool ceilMode;

        internal MaxPool2d(long[] kernelSize, long[] stride, long[] padding, long[] dilation, bool ceilMode)
            : base(nameof(MaxPool2d))
        {
            this.kernelSize = kernelSize;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceilMode = ceilMode;
        }

        public override torch.Tensor forward(torch.Tensor tensor) =>
            torch.nn.functional.max_pool2d(tensor, kernelSize, stride, padding, dilation, ceilMode);

        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor tensor) =>
            Aten.max_pool2d_with_indices.CallPair(tensor, kernelSize, stride, padding, dilation, ceilMode);
    }
}
