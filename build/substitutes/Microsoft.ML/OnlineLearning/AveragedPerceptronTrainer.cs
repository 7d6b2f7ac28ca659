using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Separates two classes by the average of a perceptron's weights (Freund and Schapire, 1999).</summary>
public sealed partial class AveragedPerceptronTrainer
    : AveragedLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    internal AveragedPerceptronTrainer(IHostEnvironment env, Options options)
        : base(options, options.LossFunction ?? new HingeLoss(), env, "Averaged Perceptron", TrainerColumns.BooleanLabel(options.LabelColumnName))
    {
    }

    // No probability: the real trainer does not calibrate either.
    private protected override SchemaShape.Column[] GetOutputColumns(SchemaShape.Column label)
        => [TrainerColumns.Score(), TrainerColumns.BooleanPrediction()];

    private protected override LinearBinaryModelParameters MakeModel(float[] weights, float bias) => new(weights, bias);

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> MakeTransformer(
        LinearBinaryModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name);
}
