using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// The chain of stock transformers that serves a network: its ONNX graph, then the key of the class with the highest score. It saves
/// and loads without this project.
/// </summary>
internal static class ServingChain
{
    public const string ScoreColumn = "Score";
    public const string PredictedLabelColumn = "PredictedLabel";

    /// <summary>The graph's second output: the index of the class, which the chain turns into a key and drops.</summary>
    public const string IndexOutput = PredictedLabelColumn + ".index";

    /// <summary>Builds the chain.</summary>
    /// <param name="context">The context, whose device serves the graph.</param>
    /// <param name="modelFile">The graph, with outputs <see cref="ScoreColumn"/> and <see cref="IndexOutput"/>. It must stay where it is.</param>
    /// <param name="featureColumnName">The feature column, which is also the graph's input.</param>
    /// <param name="label">The label column.</param>
    /// <param name="schemaSource">Any data with the feature column; no row of it is read.</param>
    public static TransformerChain<ITransformer> Create(
        MLContext context, string modelFile, string featureColumnName, LabelColumn label, IDataView schemaSource)
    {
        var chain = context.Transforms
            .ApplyOnnxModel([ScoreColumn, IndexOutput], [featureColumnName], modelFile)
            .Append(ClassLookup.Create(context, label, IndexOutput, PredictedLabelColumn));
        return chain.Fit(schemaSource);
    }
}
