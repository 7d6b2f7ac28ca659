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
    /// <exception cref="InvalidDataException">It is that of another module, or damaged.</exception>
    public static void Load(byte[] state, nn.Module module)
    {
        using var scope = NewDisposeScope();
        Check(state, module);
        using var reader = new BinaryReader(new MemoryStream(state));
        module.load(reader);
    }

    // TorchSharp takes the memory that a file asks for. What stands between the values can only be what the module itself would write.
    private static void Check(ReadOnlySpan<byte> state, nn.Module module)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Dictionary<string, Tensor> tensors = module.state_dict();
        writer.Write7BitEncodedInt64(tensors.Count);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            writer.Write7BitEncodedInt64((long)tensor.dtype);
            writer.Write7BitEncodedInt64(tensor.shape.Length);
            foreach (long size in tensor.shape)
            {
                writer.Write7BitEncodedInt64(size);
            }

            writer.Flush();
            ReadOnlySpan<byte> between = stream.GetBuffer().AsSpan(0, (int)stream.Length);
            long values = tensor.NumberOfElements * tensor.ElementSize;
            if (!state.StartsWith(between) || values > state.Length - between.Length)
            {
                throw new InvalidDataException($"The state of NAO's model does not fit this model at '{name}'.");
            }

            state = state[(between.Length + (int)values)..];
            stream.SetLength(0);
        }

        if (!state.IsEmpty)
        {
            throw new InvalidDataException($"The state of NAO's model has {state.Length} bytes after its end.");
        }
    }
}
