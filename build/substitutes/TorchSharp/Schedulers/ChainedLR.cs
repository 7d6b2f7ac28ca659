namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            public static partial class impl
            {
                public class ChainedLR(IEnumerable<LRScheduler> schedulers) : LRScheduler
                {
                    private readonly List<LRScheduler> schedulers = [.. schedulers];

                    public override void step()
                    {
                        foreach (LRScheduler scheduler in schedulers)
                        {
                            scheduler.step();
                        }
                    }
                }
            }
        }
    }
}
