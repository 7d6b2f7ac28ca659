using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Brings images to one size.</summary>
public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ResizeImages";

    internal ImageResizingTransformer(IHostEnvironment env, ImageResizingOptions options)
        : base(env.Register("ImageScaler"), (options.Name, options.InputColumnName))
        => Options = options;

    internal ImageResizingOptions Options { get; }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        DataViewType type = inputSchema[inputColumn].Type;
        if (type is not ImageDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", Options.InputColumnName, "image", type.ToString());
    }

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        Options.Save(ctx);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) => new ImageResizingTransformer(env, ImageResizingOptions.Load(ctx)));

    private sealed class Mapper(ImageResizingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [new DataViewSchema.DetachedColumn(parent.Options.Name, parent.Options.Type)];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            ValueGetter<MLImage> getSource = input.GetGetter<MLImage>(Input(output));
            ImageResizingOptions options = parent.Options;
            MLImage source = null;
            disposer = null;
            return (ValueGetter<MLImage>)((ref MLImage destination) =>
            {
                destination?.Dispose();
                getSource(ref source);
                destination = source == null ? null : Resize(source, options);
            });
        }

        /// <summary>The image itself, if it is of that size already.</summary>
        private static MLImage Resize(MLImage source, ImageResizingOptions options)
        {
            if (source.Height == options.Type.Height && source.Width == options.Type.Width)
                return source;
            MLImage resized = ImageResizer.Resize(source, options);
            resized.Tag = source.Tag;
            return resized;
        }
    }
}
