using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Fits a maximum entropy classifier (multinomial logistic regression) over the classes of a key label.</summary>
public sealed partial class LbfgsMaximumEntropyMulticlassTrainer
    : LbfgsTrainerBase<
        LbfgsMaximumEntropyMulticlassTrainer.Options,
        MulticlassPredictionTransformer<MaximumEntropyModelParameters>,
        MaximumEntropyModelParameters>
{
    private const float Decay = 0.25f;

    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerColumns.KeyLabel(options.LabelColumnName))
    {
    }

    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters)
        => base.Fit(trainData, modelParameters);

    private protected override StoppingRule MakeStoppingRule()
        => new MeanImprovementRule(TrainerOptions.OptimizationTolerance, Decay, TrainerOptions.MaximumNumberOfIterations);

    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape.Column label)
        => [TrainerColumns.ClassScores(label), TrainerColumns.ClassPrediction(label)];

    private protected override MaximumEntropyModelParameters Train(TrainingSet set, object initialModel, IChannel channel)
    {
        int classes = set.Label.Type.GetKeyCountAsInt32();
        float[] initialWeights = null;
        if (initialModel is MaximumEntropyModelParameters model)
        {
            CheckFeatureCount(model.FeatureCount, set.FeatureCount);
            Contracts.Check(model.ClassCount == classes, "The initialization predictor has different number of classes than the training data.");
            initialWeights = model.ToVariables();
        }

        float[] variables = Minimize(set, new SoftmaxLoss(classes, set.FeatureCount), initialWeights, channel);
        if (classes == 1)
            channel.Warning(MessageSensitivity.Unknown, "Training resulted in a one class predictor");
        return new MaximumEntropyModelParameters(variables, classes, set.FeatureCount);
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(
        MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);
}
