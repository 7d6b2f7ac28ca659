namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sigmoid Sigmoid() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Sigmoid : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Sigmoid()
            : base(nameof(Sigmoid))
        {
        }

        public override string GetName() => typeof(Sigmoid).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.sigmoid();
    }
}
