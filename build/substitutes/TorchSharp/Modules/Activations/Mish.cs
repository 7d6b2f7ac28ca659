namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Mish Mish() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Mish : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Mish()
            : base(nameof(Mish))
        {
        }

        public override string GetName() => typeof(Mish).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.Mish(tensor);
    }
}
