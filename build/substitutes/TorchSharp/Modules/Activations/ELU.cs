namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class ELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly double alpha;
        private readonly bool inplace;

        internal ELU(double alpha, bool inplace)
            : base(nameof(ELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        public override string GetName() => typeof(ELU).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.elu(tensor, alpha, inplace);
    }
}
