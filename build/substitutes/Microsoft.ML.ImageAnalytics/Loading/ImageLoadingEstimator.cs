using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Loads images from files.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(IHostEnvironment env, string imageFolder, string outputColumnName, string inputColumnName)
        : base(
            env.Register(nameof(ImageLoadingEstimator)),
            new ImageLoadingTransformer(env, imageFolder, (outputColumnName, inputColumnName ?? outputColumnName)))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            ImageShapes.CheckInput(Host, inputSchema, input, TextDataViewType.Instance);
            columns[output] = new SchemaShape.Column(output, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), false);
        }

        return new SchemaShape(columns.Values);
    }
}
