using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>One of several classes: <c>Score</c> is a vector with each one's probability, <c>PredictedLabel</c> a key.</summary>
internal sealed class MulticlassHead(KeyLabel label) : ServingHead
{
    /// <summary>The graph's second output: the index of the class, which becomes a key.</summary>
    public const string IndexOutput = PredictedLabelColumn + ".index";

    /// <inheritdoc/>
    public override IReadOnlyList<string> GraphOutputs { get; } = [ScoreColumn, IndexOutput];

    /// <inheritdoc/>
    public override ITransformer Create(MLContext context, IDataView outputs) =>
        ClassLookup.Create(context, label, IndexOutput, PredictedLabelColumn).Fit(outputs);

    /// <inheritdoc/>
    public override float[] ReadScores(IDataView scored) => [.. scored.GetColumn<float[]>(ScoreColumn).SelectMany(row => row)];
}
