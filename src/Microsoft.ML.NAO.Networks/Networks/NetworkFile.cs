using System.Text.Json;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Keeps a network in one file: what it is built of, its weights, and a checksum. The random states of a training are not kept.
/// </summary>
public static class NetworkFile
{
    private static readonly byte[] Magic = "NAONET01"u8.ToArray();

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file.</param>
    public static void Save(ConvolutionalNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ChecksummedFile.Write(stream, Magic, writer =>
        {
            writer.Write(JsonSerializer.Serialize(NetworkHeader.Of(network)));
            network.save(writer);
        });
    }

    /// <summary>Reads a network, which is in evaluation mode then.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="device">Where the network shall live; null for the CPU.</param>
    /// <exception cref="InvalidDataException">The file is no network, or damaged.</exception>
    public static ConvolutionalNetwork Load(Stream stream, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using BinaryReader reader = ChecksummedFile.Read(stream, Magic, "network");
        NetworkHeader header = JsonSerializer.Deserialize<NetworkHeader>(reader.ReadString())
            ?? throw new InvalidDataException("The network's file has an empty header.");
        ConvolutionalNetwork network = header.Create(device);
        network.load(reader);
        network.eval();
        return network;
    }
}
