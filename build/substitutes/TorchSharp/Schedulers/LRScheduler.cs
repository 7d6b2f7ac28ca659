namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets an optimizer's learning rates, once an epoch.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;

                private readonly List<double> baseRates = [];
                private readonly List<double> lastRates = [];
                private readonly Optimizer? optimizer;
                private readonly bool verbose;

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    this.optimizer = optimizer;
                    this.verbose = verbose;
                    Epoch = last_epoch;
                    baseRates.AddRange(optimizer.ParamGroups.Select(group => group.InitialLearningRate));
                    lastRates.AddRange(optimizer.ParamGroups.Select(group => group.LearningRate));
                }

                private protected int Epoch { get; private set; } = -1;

                private protected List<ILearningRateController> Groups => [.. optimizer!.ParamGroups];

                public virtual void step() => step(null);

                /// <summary>Goes to an epoch; without one, to the next.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    List<double> rates = [.. epoch is null ? get_lr() : ClosedForm()];
                    List<ILearningRateController> groups = Groups;
                    for (int i = 0; i < baseRates.Count; i++)
                    {
                        groups[i].LearningRate = rates[i];
                        if (verbose && lastRates[i] != rates[i])
                        {
                            Console.WriteLine($"Adjusting learning rate to {rates[i]}");
                        }

                        lastRates[i] = rates[i];
                    }
                }

                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => lastRates;

                protected virtual IEnumerable<double> get_lr() => Rates(rate => rate);

                /// <summary>The rates of the current epoch, whatever came before.</summary>
                private protected virtual IEnumerable<double> ClosedForm() => get_lr();

                private protected IEnumerable<double> Rates(Func<double, double> next) => Rates((rate, _, _) => next(rate));

                private protected IEnumerable<double> Rates(Func<double, double, double> next) => Rates((rate, start, _) => next(rate, start));

                /// <summary>From each group's rate, its first rate and its position.</summary>
                private protected IEnumerable<double> Rates(Func<double, double, int, double> next) =>
                    Groups.Select((group, i) => next(group.LearningRate, baseRates[i], i));

                private protected IEnumerable<double> BaseRates(Func<double, double> of) => baseRates.Select(of);
            }
        }
    }
}
