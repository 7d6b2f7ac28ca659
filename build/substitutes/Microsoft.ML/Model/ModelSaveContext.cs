using System.Text;

namespace Microsoft.ML;

/// <summary>Where a component writes itself: its own entry, and folders for the components inside it.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly ModelArchiveWriter _archive;
    private readonly string _folder;
    private readonly MemoryStream _payload = new();
    private string _kind;
    private bool _disposed;

    internal ModelSaveContext(ModelArchiveWriter archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_payload, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>The component's own data; <see cref="SetKind"/> comes first.</summary>
    internal BinaryWriter Writer { get; }

    /// <summary>Says what the component is: a name that <see cref="ModelKinds"/> knows.</summary>
    internal void SetKind(string kind)
    {
        Contracts.Check(_kind == null, $"The context at '{_folder}' was used to save more than one model");
        _kind = kind;
    }

    internal void SaveModel<T>(T value, string name)
        where T : class
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        SaveModel(_archive, value, ModelArchiveWriter.Join(_folder, name));
    }

    internal static void SaveModel<T>(ModelArchiveWriter archive, T value, string folder)
        where T : class
    {
        if (value is not ICanSaveModel model)
            return;
        using var context = new ModelSaveContext(archive, folder);
        model.Save(context);
        Contracts.Check(
            context._kind != null,
            $"ModelSignature not specified! The transformer '{value.GetType().Name}' saved nothing: its Save must call the Save of one of ML.NET's transformers.");
        context.Commit();
    }

    /// <summary>Saves bytes of their own beside the component's entry, such as another format's file.</summary>
    internal void SaveStream(string name, Action<Stream> write)
    {
        var content = new MemoryStream();
        write(content);
        _archive.Add(ModelArchiveWriter.Join(_folder, name), content.ToArray());
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Writer.Dispose();
    }

    private void Commit()
    {
        Writer.Flush();
        var entry = new MemoryStream();
        using (var writer = new BinaryWriter(entry, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(ModelFormat.Signature);
            writer.Write(ModelFormat.Version);
            writer.Write(_kind);
            writer.Write(_payload.Length);
            writer.Write(_payload.GetBuffer(), 0, (int)_payload.Length);
        }

        _archive.Add(ModelArchiveWriter.Join(_folder, ModelFormat.ModelEntry), entry.ToArray());
    }
}
