using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Serving;

/// <summary>Compares what a serving chain answers with what the trained network answers, on real rows.</summary>
internal static class ServingCheck
{
    /// <summary>The largest difference of a score that is taken for rounding.</summary>
    public const float Tolerance = 1e-4f;

    /// <summary>Throws unless both give the same scores.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="featureColumn">The feature column of the training data.</param>
    /// <param name="layout">How images lie in its vectors.</param>
    /// <param name="images">Images to compare on.</param>
    /// <param name="expected">The network's scores, image by image.</param>
    /// <returns>The largest difference.</returns>
    /// <exception cref="InvalidOperationException">A score differs by more than <see cref="Tolerance"/>.</exception>
    public static float Run(
        MLContext context, ITransformer chain, DataViewSchema.Column featureColumn, ImageColumn layout, ImageDataset images, float[] expected)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnName = featureColumn.Name;
        schema[nameof(FeatureRow.Features)].ColumnType = featureColumn.Type;
        var rows = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, images.Count).Select(i => new FeatureRow { Features = layout.ToColumn(images.GetImage(i)) }), schema);
        float[][] scores = [.. chain.Transform(rows).GetColumn<float[]>(ServingChain.ScoreColumn)];
        int classes = images.ClassNames.Count;
        float worst = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            for (int i = 0; i < classes; i++)
            {
                float difference = Math.Abs(scores[row][i] - expected[(row * classes) + i]);
                worst = float.IsNaN(difference) ? float.PositiveInfinity : Math.Max(worst, difference);
            }
        }

        return worst <= Tolerance ? worst : throw new InvalidOperationException(
            $"The exported network does not answer as the trained one does: on {scores.Length} rows the scores differ by up to {worst}, more than {Tolerance}.");
    }

    private sealed class FeatureRow
    {
        public float[] Features { get; set; } = [];
    }
}
