using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Brings images to one size.</summary>
public sealed partial class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    internal ImageResizingEstimator(IHostEnvironment env, ImageResizingOptions options)
        : base(env.Register(nameof(ImageResizingEstimator)), new ImageResizingTransformer(env, options))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        ImageResizingOptions options = Transformer.Options;
        ImageShapes.CheckInput(Host, inputSchema, options.InputColumnName, new ImageDataViewType());
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        columns[options.Name] = new SchemaShape.Column(options.Name, SchemaShape.Column.VectorKind.Scalar, options.Type, false);
        return new SchemaShape(columns.Values);
    }
}
