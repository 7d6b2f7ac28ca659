using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component reads itself from; the mirror of <see cref="ModelSaveContext"/>.</summary>
internal sealed class ModelLoadContext
{
    private const string InstantiationError = "Error during class instantiation";

    private readonly IHostEnvironment _env;
    private readonly ModelArchiveReader _archive;
    private readonly string _folder;

    private ModelLoadContext(IHostEnvironment env, ModelArchiveReader archive, string folder, BinaryReader reader)
    {
        _env = env;
        _archive = archive;
        _folder = folder;
        Reader = reader;
    }

    /// <summary>The component's own data.</summary>
    public BinaryReader Reader { get; }

    public static T LoadModel<T>(IHostEnvironment env, ModelArchiveReader archive, string folder)
        where T : class
        => LoadModelOrNull<T>(env, archive, folder) ?? throw env.ExceptDecode("Corrupt model file");

    public static T LoadModelOrNull<T>(IHostEnvironment env, ModelArchiveReader archive, string folder)
        where T : class
    {
        byte[] content = archive.ReadOrNull(ModelArchiveWriter.Join(folder, ModelFormat.ModelEntry));
        if (content == null)
            return null;
        try
        {
            return Load<T>(env, archive, folder, content);
        }
        catch (EndOfStreamException ex)
        {
            throw env.ExceptDecode(ex, $"Corrupt model file: the entry '{ModelArchiveWriter.Join(folder, ModelFormat.ModelEntry)}' is cut off");
        }
    }

    public T LoadModel<T>(string name)
        where T : class
        => LoadModel<T>(_env, _archive, ModelArchiveWriter.Join(_folder, name));

    public T LoadModelOrNull<T>(string name)
        where T : class
        => LoadModelOrNull<T>(_env, _archive, ModelArchiveWriter.Join(_folder, name));

    /// <summary>The bytes that <see cref="ModelSaveContext.SaveStream"/> wrote under a name.</summary>
    public byte[] LoadBytes(string name)
        => _archive.ReadOrNull(ModelArchiveWriter.Join(_folder, name))
            ?? throw _env.ExceptDecode($"Corrupt model file: the entry '{ModelArchiveWriter.Join(_folder, name)}' is missing");

    private static T Load<T>(IHostEnvironment env, ModelArchiveReader archive, string folder, byte[] content)
        where T : class
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        ulong signature = reader.ReadUInt64();
        env.CheckDecode(signature != ModelFormat.RealSignature, ModelFormat.RefusedMessage);
        env.CheckDecode(signature == ModelFormat.Signature, "Wrong file type");
        env.CheckDecode(reader.ReadInt32() == ModelFormat.Version, "The model file is of another version of the substitute packages; fit and save the model again");
        string kind = reader.ReadString();
        long length = reader.ReadInt64();
        env.CheckDecode(length == content.Length - reader.BaseStream.Position, "Corrupt model file tail");
        if (!ModelKinds.TryGetReader(kind, out Func<IHostEnvironment, ModelLoadContext, object> create))
        {
            throw env.ExceptDecode($"Couldn't load model: '{folder}'. It is of the kind '{kind}'; reference the package that brings it");
        }

        return Create(env, kind, folder, () => create(env, new ModelLoadContext(env, archive, folder, reader))) as T
            ?? throw env.ExceptDecode($"Couldn't load model: '{folder}' holds a '{kind}', which is not an {typeof(T).Name}");
    }

    // What goes wrong inside a component is always of this type, as in the real package, whatever the cause; the cause is inside.
    private static object Create(IHostEnvironment env, string kind, string folder, Func<object> create)
    {
        try
        {
            return create();
        }
        catch (Exception ex) when (ex is InvalidOperationException && ex.Message.StartsWith(InstantiationError, StringComparison.Ordinal))
        {
            throw;
        }
        catch (Exception ex) when (ex is EndOfStreamException or ArgumentException or OverflowException)
        {
            FormatException cause = env.ExceptDecode(ex, $"Corrupt model file: the entry '{ModelArchiveWriter.Join(folder, ModelFormat.ModelEntry)}' does not hold what it says");
            throw env.Except(cause, $"{InstantiationError} of '{kind}' at '{folder}': {cause.Message}");
        }
        catch (Exception ex)
        {
            throw env.Except(ex, $"{InstantiationError} of '{kind}' at '{folder}': {ex.Message}");
        }
    }
}
