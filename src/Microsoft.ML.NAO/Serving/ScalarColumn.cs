using Microsoft.ML.Trainers;

namespace Microsoft.ML.NAO.Serving;

/// <summary>Makes a scalar out of a vector of one value, by a linear model that is the identity.</summary>
internal static class ScalarColumn
{
    /// <summary>Creates the transformer that adds the scalar, as the column <see cref="ServingHead.ScoreColumn"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="vectorColumn">The name of the vectors' column.</param>
    public static ITransformer Create(MLContext context, string vectorColumn)
    {
        var trainer = context.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = nameof(IdentityRow.Value),
            FeatureColumnName = vectorColumn,
            LearningRate = 0.5f,
            DecreaseLearningRate = false,
            Averaged = false,
            Shuffle = false,
            NumberOfIterations = 1,
        });
        return trainer.Fit(IdentityRow.CreateView(context, vectorColumn));
    }
}
