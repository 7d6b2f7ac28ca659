using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves, loads and uses models.</summary>
public sealed partial class ModelOperationsCatalog
{
    internal ModelOperationsCatalog(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        Environment.CheckValue(stream, nameof(stream));
        var archive = new ModelArchiveWriter();
        ModelSaveContext.SaveModel(archive, model, ModelFormat.TransformerFolder);
        if (inputSchema != null)
        {
            using IChannel channel = Environment.Start("Saving Schema");
            archive.Add(ModelFormat.SchemaEntry, SchemaCodec.ToBytes(inputSchema, channel));
        }

        archive.WriteTo(stream);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Environment.CheckValue(stream, nameof(stream));
        using var archive = new ModelArchiveReader(stream, Environment);
        byte[] schema = archive.ReadOrNull(ModelFormat.SchemaEntry);
        inputSchema = schema == null ? null : SchemaCodec.FromBytes(schema, Environment);
        return ModelLoadContext.LoadModel<ITransformer>(Environment, archive, ModelFormat.TransformerFolder);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Environment.CheckNonEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }
}
