using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>An online linear trainer that averages the weights it passes through.</summary>
public abstract class AveragedLinearTrainer<TTransformer, TModel> : OnlineLinearTrainer<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly AveragedLinearOptions _options;
    private readonly IScalarLoss _loss;

    private protected AveragedLinearTrainer(
        AveragedLinearOptions options, IScalarLoss loss, IHostEnvironment env, string name, SchemaShape.Column label)
        : base(options, env, name, label)
    {
        Host.CheckUserArg(options.LearningRate > 0, nameof(options.LearningRate), "must be positive");
        Host.CheckUserArg(options.ResetWeightsAfterXExamples is null or > 0, nameof(options.ResetWeightsAfterXExamples), "must be positive");

        // Each step scales the weights by one minus twice the regularization: 0.5 would leave nothing of them.
        Host.CheckUserArg(options.L2Regularization is >= 0 and < 0.5f, nameof(options.L2Regularization), "must be in range [0, 0.5)");
        Host.CheckUserArg(options.RecencyGain >= 0, nameof(options.RecencyGain), "must be non-negative");
        Host.Check(
            !options.LazyUpdate || (!options.RecencyGainMultiplicative && options.RecencyGain == 0),
            "Cannot have both recency gain and lazy updates.");
        _options = options;
        _loss = loss;
    }

    private protected sealed override AveragedLinearLearner MakeLearner(float[] weights, float bias) => new(_options, _loss, weights, bias);
}
