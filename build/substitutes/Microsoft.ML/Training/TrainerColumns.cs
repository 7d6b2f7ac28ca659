using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.Trainers;

/// <summary>The shapes of the columns that trainers take and give.</summary>
internal static class TrainerColumns
{
    public static SchemaShape.Column Features(string name) => new(name, VectorKind.Vector, NumberDataViewType.Single, false);

    public static SchemaShape.Column BooleanLabel(string name) => new(name, VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static SchemaShape.Column KeyLabel(string name)
        => name == null ? default : new(name, VectorKind.Scalar, NumberDataViewType.UInt32, true);

    public static SchemaShape.Column Number(string name) => new(name, VectorKind.Scalar, NumberDataViewType.Single, false);

    public static SchemaShape.Column Weight(string name) => name == null ? default : Number(name);

    public static SchemaShape.Column Score()
        => new(AnnotationUtils.ScoreValueKind.Score, VectorKind.Scalar, NumberDataViewType.Single, false, Annotations());

    public static SchemaShape.Column Probability()
        => new(AnnotationUtils.ScoreValueKind.Probability, VectorKind.Scalar, NumberDataViewType.Single, false, Annotations(isNormalized: true));

    public static SchemaShape.Column BooleanPrediction()
        => new(AnnotationUtils.ScoreValueKind.PredictedLabel, VectorKind.Scalar, BooleanDataViewType.Instance, false, Annotations());

    /// <summary>The scores over a label's classes, named by the label's values where those are text.</summary>
    public static SchemaShape.Column ClassScores(SchemaShape.Column label)
        => new(
            AnnotationUtils.ScoreValueKind.Score,
            VectorKind.Vector,
            NumberDataViewType.Single,
            false,
            new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label)));

    /// <summary>The predicted class, with the label's own key values.</summary>
    public static SchemaShape.Column ClassPrediction(SchemaShape.Column label)
        => new(
            AnnotationUtils.ScoreValueKind.PredictedLabel,
            VectorKind.Scalar,
            NumberDataViewType.UInt32,
            true,
            new SchemaShape(label.Annotations
                .Where(annotation => annotation.Name == AnnotationUtils.Kinds.KeyValues)
                .Concat(AnnotationUtils.GetTrainerOutputAnnotation())));

    private static SchemaShape Annotations(bool isNormalized = false) => new(AnnotationUtils.GetTrainerOutputAnnotation(isNormalized));
}
