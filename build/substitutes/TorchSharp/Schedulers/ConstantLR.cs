namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int iterations;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this.factor = factor;
                        iterations = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Rates(rate => Epoch == 0 ? rate * factor : Epoch == iterations ? rate * (1.0 / factor) : rate);

                    private protected override IEnumerable<double> ClosedForm() =>
                        BaseRates(rate => Epoch >= iterations ? rate : rate * factor);
                }
            }
        }
    }
}
