namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GELU GELU() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class GELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal GELU()
            : base(nameof(GELU))
        {
        }

        public override string GetName() => typeof(GELU).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => tensor.gelu();
    }
}
