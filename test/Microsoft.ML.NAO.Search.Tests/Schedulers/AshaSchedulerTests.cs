using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Schedulers;

[TestClass]
public class AshaSchedulerTests
{
    private static readonly Objective Accuracy = new("Accuracy", Maximize: true);

    [TestMethod]
    public void The_best_part_of_those_so_far_goes_on()
    {
        ITrialScheduler asha = Create(minimumSteps: 1, reductionFactor: 3);

        // Of up to five trials one goes on, of six to eight two.
        Assert.IsTrue(Report(asha, 0, 1, 0.5));
        Assert.IsFalse(Report(asha, 1, 1, 0.4));
        Assert.IsTrue(Report(asha, 2, 1, 0.6));
        Assert.IsFalse(Report(asha, 3, 1, 0.55));
        Assert.IsFalse(Report(asha, 4, 1, 0.59));
        Assert.IsTrue(Report(asha, 5, 1, 0.595));
        Assert.IsFalse(Report(asha, 6, 1, 0.594));
    }

    [TestMethod]
    public void Rungs_are_powers_of_the_reduction_factor_apart_and_compared_each_for_itself()
    {
        ITrialScheduler asha = Create(minimumSteps: 2, reductionFactor: 2);
        for (int trial = 0; trial < 4; trial++)
        {
            Assert.IsTrue(Report(asha, trial, 1, -trial), "Before the first rung nobody ends.");
        }

        Assert.IsTrue(Report(asha, 0, 2, 0.9));
        Assert.IsFalse(Report(asha, 1, 2, 0.8));
        Assert.IsTrue(Report(asha, 0, 3, 0.1), "Between two rungs nobody ends.");
        Assert.IsTrue(Report(asha, 0, 4, 0.1));
        Assert.IsTrue(Report(asha, 2, 2, 0.95));
        Assert.IsTrue(Report(asha, 2, 4, 0.2));
        Assert.IsFalse(Report(asha, 3, 4, 0.15));
        Assert.IsTrue(Report(asha, 2, 8, 0));
    }

    [TestMethod]
    public void Less_is_better_where_the_objective_says_so()
    {
        ITrialScheduler asha = new AshaOptions { ReductionFactor = 2 }.CreateScheduler(new Objective("Loss", Maximize: false));

        Assert.IsTrue(Report(asha, 0, 1, 2));
        Assert.IsTrue(Report(asha, 1, 1, 1));
        Assert.IsFalse(Report(asha, 2, 1, 3));
    }

    [TestMethod]
    public void Equal_values_go_on_together()
    {
        ITrialScheduler asha = Create(1, 4);
        for (int trial = 0; trial < 9; trial++)
        {
            Assert.IsTrue(Report(asha, trial, 1, 0.5));
        }
    }

    [TestMethod]
    public void A_value_that_is_no_number_is_the_worst()
    {
        ITrialScheduler asha = Create(1, 2);
        Report(asha, 0, 1, 0.1);

        Assert.IsFalse(Report(asha, 1, 1, double.NaN));
    }

    [TestMethod]
    public void A_trial_that_is_run_again_counts_once()
    {
        ITrialScheduler asha = Create(1, 2);
        Report(asha, 0, 1, 0.5);
        for (int run = 0; run < 5; run++)
        {
            Assert.IsFalse(Report(asha, 1, 1, 0.4));
        }

        // Were the five runs five trials, half of seven would go on.
        Assert.IsFalse(Report(asha, 2, 1, 0.45));
    }

    [TestMethod]
    public void A_step_after_a_rung_that_was_missed_counts_for_it_once()
    {
        ITrialScheduler asha = Create(1, 4);
        Assert.IsTrue(Report(asha, 0, 5, 0.5));
        Assert.IsTrue(Report(asha, 0, 6, 0));
        Assert.IsFalse(Report(asha, 1, 4, 0.4));
        Assert.IsTrue(Report(asha, 1, 5, 0.9), "It was compared at the rung.");
    }

    [TestMethod]
    public void A_trial_that_is_run_again_is_compared_at_the_step_with_which_it_came()
    {
        ITrialScheduler asha = Create(1, 4);
        Assert.IsTrue(Report(asha, 0, 3, 0.5));
        Assert.IsTrue(Report(asha, 0, 6, 0.5));
        Assert.IsTrue(Report(asha, 1, 3, 0.6));
        Assert.IsFalse(Report(asha, 1, 6, 0.4));
        for (int run = 0; run < 3; run++)
        {
            Assert.IsTrue(Report(asha, 1, 3, 0.6));
            Assert.IsFalse(Report(asha, 1, 6, 0.4), "It had ended here.");
        }

        Assert.IsTrue(Report(asha, 1, 9, 0.3), "It was compared at step 6.");
    }

    [TestMethod]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ValidationException>(() => Create(0, 2));
        Assert.ThrowsExactly<ValidationException>(() => Create(1, 1));
    }

    private static ITrialScheduler Create(int minimumSteps, int reductionFactor) =>
        new AshaOptions { MinimumSteps = minimumSteps, ReductionFactor = reductionFactor }.CreateScheduler(Accuracy);

    private static bool Report(ITrialScheduler scheduler, int trial, int step, double value) =>
        scheduler.Report(trial, new IntermediateValue(step, value));
}
