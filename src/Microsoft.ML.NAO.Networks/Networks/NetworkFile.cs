using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Keeps a network in one file: what it is built of, its weights, and a checksum. The random states of a training are not kept.
/// </summary>
public static class NetworkFile
{
    private const int ChecksumBytes = 32;

    private static readonly byte[] Magic = "NAONET01"u8.ToArray();

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file.</param>
    public static void Save(ConvolutionalNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(NetworkHeader.Of(network)));
            network.save(writer);
        }

        ReadOnlySpan<byte> content = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        stream.Write(content);
        stream.Write(SHA256.HashData(content));
    }

    /// <summary>Reads a network, which is in evaluation mode then.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="device">Where the network shall live; null for the CPU.</param>
    /// <exception cref="InvalidDataException">The file is no network, or damaged.</exception>
    public static ConvolutionalNetwork Load(Stream stream, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        byte[] bytes = memory.ToArray();
        if (bytes.Length < Magic.Length + ChecksumBytes || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException($"This is no file of a network: its {bytes.Length} bytes do not begin with '{Encoding.ASCII.GetString(Magic)}'.");
        }

        var content = bytes.AsSpan(0, bytes.Length - ChecksumBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
        {
            throw new InvalidDataException($"The network's file is damaged: the checksum of its {bytes.Length} bytes is wrong. It may be cut off; save it again.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, content.Length - Magic.Length), Encoding.UTF8);
        NetworkHeader header = JsonSerializer.Deserialize<NetworkHeader>(reader.ReadString())
            ?? throw new InvalidDataException("The network's file has an empty header.");
        ConvolutionalNetwork network = header.Create(device);
        network.load(reader);
        network.eval();
        return network;
    }
}
