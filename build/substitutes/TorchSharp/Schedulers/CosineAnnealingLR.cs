namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double period;
                    private readonly double minimum;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        period = T_max;
                        minimum = eta_min;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 ? Rates(rate => rate) : (Epoch - 1 - period) % (2 * period) == 0 ? FromTheBottom() : Rates(Next);

                    private protected override IEnumerable<double> ClosedForm() =>
                        BaseRates(rate => minimum + ((rate - minimum) * (1 + Math.Cos(Math.PI * Epoch / period)) / 2));

                    private IEnumerable<double> FromTheBottom() => Rates(
                        (rate, start) => rate + ((start - minimum) * (1 - Math.Cos(Math.PI / period)) / 2));

                    // The rate follows from the last one, so that other schedulers may have changed it in between.
                    private double Next(double rate) =>
                        ((1 + Math.Cos(Math.PI * Epoch / period)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / period)) * (rate - minimum)) + minimum;
                }
            }
        }
    }
}
