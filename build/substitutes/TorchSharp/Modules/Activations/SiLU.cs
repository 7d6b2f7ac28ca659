namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.SiLU SiLU() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class SiLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal SiLU()
            : base(nameof(SiLU))
        {
        }

        public override string GetName() => typeof(SiLU).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.silu();
    }
}
