using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>What a language model says of a text: <c>Perplexity</c>, and <c>NextTokenScores</c>, a vector with each word's probability.</summary>
internal sealed class LanguageModelHead : ServingHead
{
    public const string PerplexityColumn = "Perplexity";
    public const string NextTokenScoresColumn = "NextTokenScores";

    /// <summary>The graph's first output: a vector of one perplexity.</summary>
    public const string PerplexityOutput = PerplexityColumn + ".value";

    /// <inheritdoc/>
    public override IReadOnlyList<string> GraphOutputs { get; } = [PerplexityOutput, NextTokenScoresColumn];

    /// <inheritdoc/>
    public override ITransformer Create(MLContext context, IDataView outputs)
    {
        ITransformer scalar = ScalarColumn.Create(context, PerplexityOutput);
        IDataView scored = scalar.Transform(outputs);
        ITransformer rename = context.Transforms.CopyColumns(PerplexityColumn, ScoreColumn)
            .Append(context.Transforms.DropColumns(ScoreColumn, PerplexityOutput))
            .Fit(scored);
        return new TransformerChain<ITransformer>(scalar, rename);
    }

    /// <inheritdoc/>
    /// <returns>Row by row the perplexity, then the scores.</returns>
    public override float[] ReadScores(IDataView scored) =>
    [
        .. scored.GetColumn<float>(PerplexityColumn).Zip(scored.GetColumn<float[]>(NextTokenScoresColumn)).SelectMany(row => row.Second.Prepend(row.First)),
    ];
}
