using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>The real TorchSharp's format: element type, number of dimensions, dimensions (all LEB128), then the bytes.</summary>
public static partial class TensorExtensionMethods
{
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            using torch.Tensor copy = tensor.to(torch.CPU);
            copy.Save(writer);
            return;
        }

        writer.Encode((int)tensor.dtype);
        long[] shape = tensor.shape;
        writer.Encode(shape.Length);
        foreach (long length in shape)
        {
            writer.Encode(length);
        }

        writer.Write(tensor.bytes);
    }

    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape, bytes) = Read(reader);
        if (type != tensor.dtype)
        {
            throw new ArgumentException(
                "Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        if (skip)
        {
            return;
        }

        if (!shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                "Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        SetBytes(tensor, bytes);
    }

    /// <summary>Reads into a tensor of a state, which is made where there is none yet.</summary>
    internal static void LoadState(ref torch.Tensor? tensor, BinaryReader reader)
    {
        var (type, shape, bytes) = Read(reader);
        tensor ??= torch.empty(shape, dtype: type).DetachFromDisposeScope();
        if (!shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                "Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        SetBytes(tensor, bytes);
    }

    /// <summary>Reads past a tensor.</summary>
    internal static void Skip(BinaryReader reader) => Read(reader);

    internal static void SetBytes(torch.Tensor tensor, Span<byte> bytes)
    {
        if (tensor.device_type == DeviceType.CPU && tensor.is_contiguous())
        {
            tensor.bytes = bytes;
            return;
        }

        using var grad = torch.no_grad();
        using torch.Tensor source = torch.empty(tensor.shape, dtype: tensor.dtype);
        source.bytes = bytes;
        tensor.copy_(source);
    }

    private static (torch.ScalarType Type, long[] Shape, byte[] Bytes) Read(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        long total = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Decode();
            total *= shape[i];
        }

        using torch.Tensor sample = torch.empty(0, dtype: type);
        long size = total * sample.ElementSize;
        if (size > Array.MaxLength)
        {
            throw new NotSupportedException($"A tensor of {size} bytes is too large to be loaded: {Array.MaxLength} bytes are the most.");
        }

        byte[] bytes = reader.ReadBytes((int)size);
        return bytes.Length == size
            ? (type, shape, bytes)
            : throw new EndOfStreamException($"The file ends within a tensor: {bytes.Length} of its {size} bytes are there.");
    }
}
