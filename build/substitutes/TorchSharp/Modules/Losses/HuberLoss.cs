using static TorchSharp.torch.nn;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) => new(delta, reduction);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class HuberLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        public HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
            this.delta = delta;
        }

        public double delta { get; }

        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            functional.huber_loss(input, target, delta, reduction);
    }
}
