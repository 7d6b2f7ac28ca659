using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer that learns from one row after the other.</summary>
public abstract class OnlineLinearTrainer<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected OnlineLinearTrainer(OnlineLinearOptions options, IHostEnvironment env, string name, SchemaShape.Column label)
        : base(env.Register(name), TrainerColumns.Features(options.FeatureColumnName), label)
    {
        Host.CheckUserArg(options.NumberOfIterations > 0, nameof(options.NumberOfIterations), "must be positive");
        Host.CheckUserArg(options.InitialWeightsDiameter >= 0, nameof(options.InitialWeightsDiameter), "must be non-negative");
        OnlineOptions = options;
        Info = new TrainerInfo();
    }

    public override TrainerInfo Info { get; }

    private protected OnlineLinearOptions OnlineOptions { get; }

    public TTransformer Fit(IDataView trainData, LinearModelParameters modelParameters) => base.Fit(trainData, modelParameters);

    private protected abstract AveragedLinearLearner MakeLearner(float[] weights, float bias);

    private protected abstract TModel MakeModel(float[] weights, float bias);

    private protected sealed override TModel Train(TrainingSet set, object initialModel, IChannel channel)
    {
        AveragedLinearLearner learner = MakeLearner(InitialWeights(set.FeatureCount, initialModel as LinearModelParameters, out float bias), bias);

        bool shuffle = OnlineOptions.Shuffle;
        if (shuffle && !set.Data.CanShuffle)
        {
            channel.Warning(MessageSensitivity.Unknown, "Training data does not support shuffling, so ignoring request to shuffle");
            shuffle = false;
        }

        long skipped = 0;
        for (int iteration = 0; iteration < OnlineOptions.NumberOfIterations; iteration++)
        {
            using TrainingCursor cursor = set.GetCursor(shuffle ? Host.Rand : null);
            learner.BeginIteration();
            while (cursor.MoveNext())
                learner.Learn(cursor.Features, cursor.Label);
            Contracts.Check(learner.RowsOfIteration > 0, NoTrainingInstancesMessage);
            learner.FinishIteration();
            skipped += cursor.Skipped;
        }

        if (skipped > 0)
        {
            channel.Warning(
                MessageSensitivity.Unknown,
                $"Skipped {skipped} instances with missing features during training (over {OnlineOptions.NumberOfIterations} iterations; {skipped / OnlineOptions.NumberOfIterations} inst/iter)");
        }

        Contracts.Check(
            learner.IsFinite,
            "The weights/bias contain invalid values (NaN or Infinite). Potential causes: high learning rates, no normalization, high initial weights, etc.");
        (float[] weights, bias) = learner.Result();
        return MakeModel(weights, bias);
    }

    private float[] InitialWeights(int count, LinearModelParameters model, out float bias)
    {
        bias = 0;
        if (model != null)
        {
            Contracts.Check(
                model.Weights.Count == count,
                $"The model to go on from has {model.Weights.Count} weights, but column '{FeatureColumn.Name}' has {count} features.");
            bias = model.Bias;
            return [.. model.Weights];
        }

        var weights = new float[count];
        if (OnlineOptions.InitialWeightsDiameter > 0)
        {
            for (int i = 0; i < count; i++)
                weights[i] = OnlineOptions.InitialWeightsDiameter * (Host.Rand.NextSingle() - 0.5f);
            bias = OnlineOptions.InitialWeightsDiameter * (Host.Rand.NextSingle() - 0.5f);
        }

        return weights;
    }
}
