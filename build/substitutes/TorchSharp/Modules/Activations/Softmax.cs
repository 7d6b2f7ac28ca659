namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Softmax Softmax(long dim) => new(dim);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Softmax : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long dim;

        internal Softmax(long dim)
            : base(nameof(Softmax))
        {
            this.dim = dim;
        }

        public override string GetName() => typeof(Softmax).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.softmax(dim);
    }
}
