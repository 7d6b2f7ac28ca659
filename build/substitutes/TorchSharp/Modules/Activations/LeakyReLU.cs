namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class LeakyReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly double negativeSlope;
        private readonly bool inplace;

        internal LeakyReLU(double negativeSlope, bool inplace)
            : base(nameof(LeakyReLU))
        {
            this.negativeSlope = negativeSlope;
            this.inplace = inplace;
        }

        public override string GetName() => typeof(LeakyReLU).Name;

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.leaky_relu(tensor, negativeSlope, inplace);
    }
}
