using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.NAO.Serving;

/// <summary>A value: <c>Score</c>.</summary>
internal sealed class RegressionHead : ServingHead
{
    /// <summary>The graph's output: a vector of one value.</summary>
    public const string ValueOutput = ScoreColumn + ".value";

    /// <inheritdoc/>
    public override IReadOnlyList<string> GraphOutputs { get; } = [ValueOutput];

    /// <inheritdoc/>
    public override ITransformer Create(MLContext context, IDataView outputs)
    {
        var trainer = context.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = nameof(IdentityRow.Value),
            FeatureColumnName = ValueOutput,
            LearningRate = 0.5f,
            DecreaseLearningRate = false,
            Averaged = false,
            Shuffle = false,
            NumberOfIterations = 1,
        });
        var scalar = trainer.Fit(IdentityRow.CreateView(context, ValueOutput));
        ITransformer drop = context.Transforms.DropColumns(ValueOutput).Fit(scalar.Transform(outputs));
        return new TransformerChain<ITransformer>(scalar, drop);
    }

    /// <inheritdoc/>
    public override float[] ReadScores(IDataView scored) => [.. scored.GetColumn<float>(ScoreColumn)];
}
