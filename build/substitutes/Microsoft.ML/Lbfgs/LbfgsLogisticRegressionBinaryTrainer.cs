using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML.Trainers;

/// <summary>Fits a logistic regression over two classes.</summary>
public sealed partial class LbfgsLogisticRegressionBinaryTrainer
    : LbfgsTrainerBase<LbfgsLogisticRegressionBinaryTrainer.Options, BinaryPredictionTransformer<CalibratedModel>, CalibratedModel>
{
    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerColumns.BooleanLabel(options.LabelColumnName))
    {
    }

    public BinaryPredictionTransformer<CalibratedModel> Fit(IDataView trainData, LinearModelParameters modelParameters)
        => base.Fit(trainData, modelParameters);

    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape.Column label)
        => [TrainerColumns.Score(), TrainerColumns.Probability(), TrainerColumns.BooleanPrediction()];

    private protected override CalibratedModel Train(TrainingSet set, object initialModel, IChannel channel)
    {
        float[] initialWeights = null;
        if (initialModel is LinearModelParameters model)
        {
            CheckFeatureCount(model.Weights.Count, set.FeatureCount);
            initialWeights = [model.Bias, .. model.Weights];
        }

        float[] variables = Minimize(set, new LogisticLoss(set.FeatureCount), initialWeights, channel);
        var linear = new LinearBinaryModelParameters(variables[1..], variables[0]);

        // The logistic function of the score is the probability that was fitted: nothing is left to calibrate.
        return new CalibratedLinearModelParameters(linear, new PlattCalibrator(-1, 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedModel> MakeTransformer(CalibratedModel model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name);
}
