namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Tanh Tanh() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Tanh : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Tanh()
            : base(nameof(Tanh))
        {
        }

        public override string GetName() => typeof(Tanh).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.tanh();
    }
}
