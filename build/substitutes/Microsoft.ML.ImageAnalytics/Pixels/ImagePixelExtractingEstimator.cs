using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Turns images of one size into vectors of their pixels' channels.</summary>
public sealed partial class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    internal ImagePixelExtractingEstimator(IHostEnvironment env, PixelExtractionOptions options)
        : base(env.Register(nameof(ImagePixelExtractingEstimator)), new ImagePixelExtractingTransformer(env, options))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        PixelExtractionOptions options = Transformer.Options;
        ImageShapes.CheckInput(Host, inputSchema, options.InputColumnName, new ImageDataViewType());
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        columns[options.Name] = new SchemaShape.Column(options.Name, SchemaShape.Column.VectorKind.Vector, options.ItemType, false);
        return new SchemaShape(columns.Values);
    }
}
