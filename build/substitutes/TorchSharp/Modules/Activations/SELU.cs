namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.SELU SELU(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class SELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool inplace;

        internal SELU(bool inplace)
            : base(nameof(SELU))
        {
            this.inplace = inplace;
        }

        public override string GetName() => typeof(SELU).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.selu(tensor, inplace);
    }
}
