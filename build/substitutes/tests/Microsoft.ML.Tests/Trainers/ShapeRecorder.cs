using Microsoft.ML;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>Notes the shape that a pipeline shows to its last estimator.</summary>
internal sealed class ShapeRecorder(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
{
    public SchemaShape? Seen { get; private set; }

    public ITransformer Fit(IDataView input) => inner.Fit(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Seen = inputSchema;
        return inner.GetOutputSchema(inputSchema);
    }
}
