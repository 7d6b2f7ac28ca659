using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.NAO.Serving;

/// <summary>One of two classes: <c>Score</c> is the logit, <c>Probability</c> its logistic function, <c>PredictedLabel</c> a Boolean.</summary>
internal sealed class BinaryHead : ServingHead
{
    /// <summary>The graph's output: a vector of one logit.</summary>
    public const string LogitOutput = ScoreColumn + ".logit";

    private const string ProbabilityColumn = "Probability";

    /// <inheritdoc/>
    public override IReadOnlyList<string> GraphOutputs { get; } = [LogitOutput];

    /// <inheritdoc/>
    public override ITransformer Create(MLContext context, IDataView outputs)
    {
        var trainer = context.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = nameof(IdentityRow.Positive),
            FeatureColumnName = LogitOutput,
            LossFunction = new HingeLoss(),
            LearningRate = 1,
            DecreaseLearningRate = false,
            Averaged = false,
            Shuffle = false,
            NumberOfIterations = 1,
        });
        var scalar = trainer.Fit(IdentityRow.CreateView(context, LogitOutput));
        IDataView scored = scalar.Transform(outputs);
        var probability = context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0).Fit(scored);
        ITransformer drop = context.Transforms.DropColumns(LogitOutput).Fit(probability.Transform(scored));
        return new TransformerChain<ITransformer>(scalar, probability, drop);
    }

    /// <inheritdoc/>
    public override float[] ReadScores(IDataView scored) => [.. scored.GetColumn<float>(ProbabilityColumn)];

    /// <inheritdoc/>
    public override float[] SelectScores(float[] scores) => [.. scores.Where((_, i) => i % 2 == 1)];
}
