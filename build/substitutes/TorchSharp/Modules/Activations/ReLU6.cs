namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ReLU6 ReLU6(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class ReLU6 : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool inplace;

        internal ReLU6(bool inplace)
            : base(nameof(ReLU6))
        {
            this.inplace = inplace;
        }

        public override string GetName() => typeof(ReLU6).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu6(tensor, inplace);
    }
}
