using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Turns images of one size into vectors of their pixels' channels.</summary>
public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ExtractPixels";

    internal ImagePixelExtractingTransformer(IHostEnvironment env, PixelExtractionOptions options)
        : base(env.Register("ImagePixelExtractor"), (options.Name, options.InputColumnName))
        => Options = options;

    internal PixelExtractionOptions Options { get; }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new PixelExtractingMapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        string name = Options.InputColumnName;
        if (inputSchema[inputColumn].Type is not ImageDataViewType image)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, "image", inputSchema[inputColumn].Type.ToString());
        if (image.Height <= 0 || image.Width <= 0)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, "known-size image", "unknown-size image");
    }

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        Options.Save(ctx);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) => new ImagePixelExtractingTransformer(env, PixelExtractionOptions.Load(ctx)));
}
