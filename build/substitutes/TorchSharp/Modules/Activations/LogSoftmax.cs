namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class LogSoftmax : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long dim;

        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax))
        {
            this.dim = dim;
        }

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.log_softmax(dim);
    }
}
