using System.Runtime.CompilerServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads images from files whose paths, relative to a folder, are in a column.</summary>
public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    public readonly string ImageFolder;

    private const string Kind = "LoadImages";

    internal ImageLoadingTransformer(
        IHostEnvironment env, string imageFolder, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ImageLoadingTransformer)), columns)
    {
        if (string.IsNullOrEmpty(imageFolder))
            return;
        if (!Directory.Exists(imageFolder))
            throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
        ImageFolder = Path.GetFullPath(imageFolder);
    }

    // A model goes to machines where the folder may come later, or not at all.
    private ImageLoadingTransformer(IHost host, string imageFolder, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
        => ImageFolder = imageFolder;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new ImageLoadingMapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        DataViewType type = inputSchema[inputColumn].Type;
        if (type is not TextDataViewType)
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", ColumnPairs[pair].InputColumnName, TextDataViewType.Instance.ToString(), type.ToString());
        }
    }

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        ctx.Writer.WriteStringOrNull(ImageFolder);
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, (env, ctx) =>
    {
        (string, string)[] columns = LoadColumns(ctx);
        return new ImageLoadingTransformer(env.Register(nameof(ImageLoadingTransformer)), ctx.Reader.ReadStringOrNull(), columns);
    });
}
