namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Up to a highest rate and down again, with momentum going the other way.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly List<(double End, double FromRate, double ToRate, double FromMomentum, double ToMomentum)> phases;
                    private readonly AnnealStrategy strategy;
                    private readonly bool cycleMomentum;
                    private readonly int totalSteps;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                        {
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        }

                        if (pct_start is < 0 or > 1)
                        {
                            throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        }

                        totalSteps = TotalSteps(total_steps, epochs, steps_per_epoch);
                        strategy = anneal_strategy;
                        cycleMomentum = cycle_momentum;
                        double first = max_lr / div_factor;
                        double last = first / final_div_factor;
                        double peak = pct_start * totalSteps;
                        phases = three_phase
                            ? [(peak - 1, first, max_lr, max_momentum, base_momentum),
                               ((2 * peak) - 2, max_lr, first, base_momentum, max_momentum),
                               (totalSteps - 1, first, last, max_momentum, max_momentum)]
                            : [(peak - 1, first, max_lr, max_momentum, base_momentum),
                               (totalSteps - 1, max_lr, last, base_momentum, max_momentum)];
                        if (last_epoch == -1 && cycle_momentum)
                        {
                            SetMomentum(max_momentum);
                        }

                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > totalSteps)
                        {
                            throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {totalSteps}");
                        }

                        double start = 0;
                        foreach (var phase in phases)
                        {
                            if (Epoch <= phase.End || phase == phases[^1])
                            {
                                double share = (Epoch - start) / (phase.End - start);
                                if (cycleMomentum)
                                {
                                    SetMomentum(Anneal(phase.FromMomentum, phase.ToMomentum, share));
                                }

                                return Rates(_ => Anneal(phase.FromRate, phase.ToRate, share));
                            }

                            start = phase.End;
                        }

                        return Rates(rate => rate);
                    }

                    private static int TotalSteps(int total, int epochs, int stepsPerEpoch)
                    {
                        if (total == -1 && epochs == -1 && stepsPerEpoch == -1)
                        {
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch)");
                        }

                        if (total == -1)
                        {
                            RequirePositive(epochs, nameof(epochs));
                            RequirePositive(stepsPerEpoch, "steps_per_epoch");
                            return epochs * stepsPerEpoch;
                        }

                        RequirePositive(total, "total_steps");
                        return total;
                    }

                    private static void RequirePositive(int value, string name)
                    {
                        if (value <= 0)
                        {
                            throw new ArgumentException($"Expected positive integer {name}, but got {value}");
                        }
                    }

                    private double Anneal(double start, double end, double share) => strategy == AnnealStrategy.Cos
                        ? end + ((start - end) / 2.0 * (Math.Cos(Math.PI * share) + 1))
                        : ((end - start) * share) + start;

                    private void SetMomentum(double value)
                    {
                        foreach (ILearningRateController group in Groups)
                        {
                            if (group is IBetas betas)
                            {
                                betas.Betas = (value, betas.Betas.Item2);
                            }
                            else if (group is IMomentum momentum)
                            {
                                momentum.Momentum = value;
                            }
                        }
                    }
                }
            }
        }
    }
}
