using static TorchSharp.torch.nn;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) => new(reduction, beta);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class SmoothL1Loss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        public SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1)
            : base(reduction)
        {
            this.beta = beta;
        }

        public double beta { get; }

        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
            functional.smooth_l1_loss(input, target, reduction, beta);
    }
}
