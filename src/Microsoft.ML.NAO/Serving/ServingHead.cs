using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>The stock transformers that turn what a network's graph gives into ML.NET's own columns for a task.</summary>
internal abstract class ServingHead
{
    public const string ScoreColumn = "Score";
    public const string PredictedLabelColumn = "PredictedLabel";

    /// <summary>The outputs of the graph that it takes, in order.</summary>
    public abstract IReadOnlyList<string> GraphOutputs { get; }

    /// <summary>The head for a label column.</summary>
    public static ServingHead For(LabelColumn label) => label switch
    {
        KeyLabel key => new MulticlassHead(key),
        BooleanLabel => new BinaryHead(),
        _ => new RegressionHead(),
    };

    /// <summary>Creates the transformers, which also drop what only they need.</summary>
    /// <param name="context">The context.</param>
    /// <param name="outputs">Any data with the graph's outputs; no row of it is read.</param>
    public abstract ITransformer Create(MLContext context, IDataView outputs);

    /// <summary>What a chain with this head answers, to compare it with the network: probabilities, or values, row by row.</summary>
    public abstract float[] ReadScores(IDataView scored);

    /// <summary>The same of what the network answers itself.</summary>
    /// <param name="scores">Row by row the probability of each class, or the value.</param>
    public virtual float[] SelectScores(float[] scores) => scores;
}
