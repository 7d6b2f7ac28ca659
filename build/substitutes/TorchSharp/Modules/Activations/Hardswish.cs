namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Hardswish Hardswish(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Hardswish : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool inplace;

        internal Hardswish(bool inplace)
            : base(nameof(Hardswish))
        {
            this.inplace = inplace;
        }

        public override string GetName() => typeof(Hardswish).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardswish(tensor, inplace);
    }
}
