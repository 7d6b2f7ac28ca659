using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// The chain of stock transformers that serves a network: what the features need, its ONNX graph, then ML.NET's own columns for the task. It
/// saves and loads without this project.
/// </summary>
internal static class ServingChain
{
    /// <summary>Builds the chain.</summary>
    /// <param name="context">The context, whose device serves the graph.</param>
    /// <param name="modelFile">The graph, with the outputs of the head. It must stay where it is.</param>
    /// <param name="input">The column that the network reads.</param>
    /// <param name="head">What comes after the graph.</param>
    /// <param name="schemaSource">Any data with that column; no row of it is read.</param>
    public static TransformerChain<ITransformer> Create(
        MLContext context, string modelFile, InputColumn input, ServingHead head, IDataView schemaSource)
    {
        TransformerChain<ITransformer> scorer = CreateScorer(context, modelFile, input, head, schemaSource);
        var steps = new List<ITransformer>(scorer);
        IDataView data = scorer.Transform(schemaSource);
        Add(head.Create(context, data));
        if (input.GraphInput != input.Column.Name)
        {
            Add(context.Transforms.DropColumns(input.GraphInput).Fit(data));
        }

        return new TransformerChain<ITransformer>([.. steps]);

        void Add(ITransformer step)
        {
            steps.Add(step);
            data = step.Transform(data);
        }
    }

    /// <summary>Builds the chain's beginning, as far as the graph.</summary>
    /// <inheritdoc cref="Create"/>
    public static TransformerChain<ITransformer> CreateScorer(
        MLContext context, string modelFile, InputColumn input, ServingHead head, IDataView schemaSource)
    {
        ITransformer? preparation = input.CreatePreparation(context)?.Fit(schemaSource);
        ITransformer graph = context.Transforms.ApplyOnnxModel([.. head.GraphOutputs], [input.GraphInput], modelFile)
            .Fit(preparation?.Transform(schemaSource) ?? schemaSource);
        return preparation is null ? new TransformerChain<ITransformer>(graph) : new TransformerChain<ITransformer>(preparation, graph);
    }
}
