using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer that minimizes its regularized loss over all rows by limited-memory BFGS.</summary>
public abstract partial class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
{
    private protected LbfgsTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column label)
        : base(
            env.Register("LbfgsTrainerBase"),
            TrainerColumns.Features(options.FeatureColumnName),
            label,
            TrainerColumns.Weight(options.ExampleWeightColumnName))
    {
        Host.CheckUserArg(options.NumberOfThreads is null or > 0, nameof(options.NumberOfThreads), "Must be positive (or empty for default)");
        Host.CheckUserArg(options.L2Regularization >= 0, nameof(options.L2Regularization), "Must be non-negative");
        Host.CheckUserArg(options.L1Regularization >= 0, nameof(options.L1Regularization), "Must be non-negative");
        Host.CheckUserArg(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "Must be positive");
        Host.CheckUserArg(options.HistorySize > 0, nameof(options.HistorySize), "Must be positive");
        Host.CheckUserArg(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "Must be positive");
        TrainerOptions = options;
    }

    public override TrainerInfo Info { get; } = new();

    private protected TOptions TrainerOptions { get; }

    /// <summary>Fits the weights: first a bias for each class, then each class's weights in turn.</summary>
    private protected float[] Minimize(TrainingSet set, RowLoss loss, float[] initialWeights, IChannel channel)
    {
        TrainingRows rows = Load(set, channel);
        var objective = new RegularizedLoss(rows, loss, TrainerOptions.L2Regularization, Threads(rows.Count, channel));
        float[] start = initialWeights ?? RandomWeights(loss.VariableCount);
        Minimizer minimizer = MakeMinimizer(objective.Evaluate, start, loss.BiasCount, rows.Count);
        try
        {
            minimizer.Minimize(MakeStoppingRule(), CheckAlive);
        }
        catch (PrematureConvergenceException e)
        {
            if (!TrainerOptions.Quiet)
                channel.Warning(MessageSensitivity.Unknown, $"Premature convergence occurred. The OptimizationTolerance may be set too small. {e.Message}");
        }

        return minimizer.NextPoint;
    }

    private protected virtual StoppingRule MakeStoppingRule()
        => new MeanRelativeImprovementRule(TrainerOptions.OptimizationTolerance, 5, TrainerOptions.MaximumNumberOfIterations);

    private protected void CheckFeatureCount(int modelFeatures, int features)
    {
        if (modelFeatures != features)
            throw Contracts.Except("The input training data must have the same features used to train the input predictor.");
    }

    private static TrainingRows Load(TrainingSet set, IChannel channel)
    {
        using TrainingCursor cursor = set.GetCursor();
        var rows = new TrainingRows(cursor);
        Contracts.Check(rows.Count > 0, NoTrainingInstancesMessage);
        if (cursor.Skipped > 0)
            channel.Warning(MessageSensitivity.Unknown, $"Skipped {cursor.Skipped} instances with missing features/label/weight during training");
        return rows;
    }

    private Minimizer MakeMinimizer(DifferentiableFunction function, float[] start, int biases, int rows)
    {
        if (TrainerOptions.L1Regularization == 0)
            return new SmoothMinimizer(function, start, TrainerOptions.HistorySize, TrainerOptions.EnforceNonNegativity);

        if (TrainerOptions.EnforceNonNegativity)
        {
            for (int i = biases; i < start.Length; i++)
                start[i] = Math.Max(start[i], 0);
        }

        float weight = TrainerOptions.L1Regularization / rows;
        return new SparseMinimizer(function, start, TrainerOptions.HistorySize, biases, weight, TrainerOptions.EnforceNonNegativity);
    }

    /// <summary>The threads to use: one for a hundred rows or so, where there are only few rows for each.</summary>
    private int Threads(int rows, IChannel channel)
    {
        int threads = TrainerOptions.NumberOfThreads ?? Environment.ProcessorCount;
        if (threads <= 1 || rows / threads >= 10)
            return threads;
        int fewer = Math.Max(1, rows / 100);
        channel.Warning(MessageSensitivity.Unknown, $"Too few instances to use {threads} threads, decreasing to {fewer} thread(s)");
        return fewer;
    }

    private float[] RandomWeights(int count)
    {
        var weights = new float[count];
        if (TrainerOptions.InitialWeightsDiameter > 0)
        {
            for (int i = 0; i < count; i++)
                weights[i] = TrainerOptions.InitialWeightsDiameter * (Host.Rand.NextSingle() - 0.5f);
        }

        return weights;
    }

    private void CheckAlive()
    {
        if (Host is ICancelable { IsCanceled: true })
            throw Host.Process(new OperationCanceledException("Operation was canceled."));
    }
}
