using Microsoft.ML.Data;

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
        ITransformer scalar = ScalarColumn.Create(context, ValueOutput);
        ITransformer drop = context.Transforms.DropColumns(ValueOutput).Fit(scalar.Transform(outputs));
        return new TransformerChain<ITransformer>(scalar, drop);
    }

    /// <inheritdoc/>
    public override float[] ReadScores(IDataView scored) => [.. scored.GetColumn<float>(ScoreColumn)];
}
