namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Hardsigmoid : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool inplace;

        internal Hardsigmoid(bool inplace)
            : base(nameof(Hardsigmoid))
        {
            this.inplace = inplace;
        }

        public override string GetName() => typeof(Hardsigmoid).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardsigmoid(tensor, inplace);
    }
}
