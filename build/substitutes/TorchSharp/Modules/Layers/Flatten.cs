namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Flatten Flatten(long startDim = 1, long endDim = -1) => new(startDim, endDim);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Flatten : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long startDim;
        private readonly long endDim;

        internal Flatten(long startDim, long endDim)
            : base(nameof(Flatten))
        {
            this.startDim = startDim;
            this.endDim = endDim;
        }

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.flatten(startDim, endDim);
    }
}
