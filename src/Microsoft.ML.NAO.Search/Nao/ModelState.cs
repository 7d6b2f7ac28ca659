using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Keeps a module as plain bytes that outlive the tensors.</summary>
internal static class ModelState
{
    /// <summary>Copies all weights.</summary>
    public static byte[] Save(nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        module.save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Puts back what <see cref="Save"/> took from a module of the same shape.</summary>
    public static void Load(byte[] state, nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var reader = new BinaryReader(new MemoryStream(state));
        module.load(reader);
    }
}
