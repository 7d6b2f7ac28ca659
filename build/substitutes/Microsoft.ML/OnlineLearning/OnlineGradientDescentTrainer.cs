using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Fits a linear regression by a gradient step at each row.</summary>
public sealed partial class OnlineGradientDescentTrainer
    : AveragedLinearTrainer<RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    internal OnlineGradientDescentTrainer(IHostEnvironment env, Options options)
        : base(
            options,
            options.LossFunction ?? new SquaredLoss(),
            env,
            "Stochastic Gradient Descent (Regression)",
            TrainerColumns.Number(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape.Column label) => [TrainerColumns.Score()];

    private protected override LinearRegressionModelParameters MakeModel(float[] weights, float bias) => new(weights, bias);

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> MakeTransformer(
        LinearRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name);
}
