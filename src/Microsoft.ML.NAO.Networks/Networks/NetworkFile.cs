using System.Text.Json;
using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>
/// Keeps a network in one file: what it is built of, its weights, and a checksum. The random states of a training are not kept.
/// </summary>
public static class NetworkFile
{
    private static readonly byte[] Magic = "NAONET01"u8.ToArray();
    private static readonly byte[] RecurrentMagic = "NAORNN01"u8.ToArray();

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
    /// <exception cref="InvalidDataException">
    /// The file is no network, or damaged, or what it describes does not fit its weights; the message says where.
    /// </exception>
    public static ConvolutionalNetwork Load(Stream stream, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using ContentReader reader = ChecksummedFile.Read(stream, Magic, "network");
        NetworkHeader header = reader.ReadJson<NetworkHeader>("header");
        return LoadWeights(reader, values => header.Create(device, values));
    }

    /// <summary>Writes a recurrent network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="vocabulary">The words that it was trained on, which travel with it; null to leave them out.</param>
    /// <param name="stream">Receives the file.</param>
    /// <exception cref="ArgumentException">The vocabulary is of another size than the network's.</exception>
    public static void Save(RecurrentNetwork network, Vocabulary? vocabulary, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        if (vocabulary is not null && vocabulary.Count != network.VocabularySize)
        {
            throw new ArgumentException($"The vocabulary has {vocabulary.Count} words, the network's {network.VocabularySize}.", nameof(vocabulary));
        }

        ChecksummedFile.Write(stream, RecurrentMagic, writer =>
        {
            writer.Write(JsonSerializer.Serialize(RecurrentNetworkHeader.Of(network)));
            writer.Write(JsonSerializer.Serialize(vocabulary?.Words));
            network.save(writer);
        });
    }

    /// <summary>Reads a recurrent network, which is in evaluation mode then.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="device">Where the network shall live; null for the CPU.</param>
    /// <returns>The network, and the words where the file has them.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is no recurrent network, or damaged, or what it describes does not fit its weights or its words; the message says where.
    /// </exception>
    public static (RecurrentNetwork Network, Vocabulary? Vocabulary) LoadRecurrent(Stream stream, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using ContentReader reader = ChecksummedFile.Read(stream, RecurrentMagic, "recurrent network");
        RecurrentNetworkHeader header = reader.ReadJson<RecurrentNetworkHeader>("header");
        string[]? words = reader.ReadOptionalJson<string[]>("vocabulary");
        Vocabulary? vocabulary = words is null ? null : reader.Build(() => new Vocabulary(words));
        if (vocabulary is not null && vocabulary.Count != header.VocabularySize)
        {
            throw reader.Refuse($"its vocabulary has {vocabulary.Count} words, and its network is for {header.VocabularySize}.");
        }

        return (LoadWeights(reader, values => header.Create(device, values)), vocabulary);
    }

    /// <summary>
    /// Builds a network, and loads the weights that follow to the file's end. It is built only as large as these, and they are loaded only once
    /// they are known to fit.
    /// </summary>
    /// <param name="reader">Stands before the weights.</param>
    /// <param name="create">Builds the network, with as many values at the most.</param>
    /// <exception cref="InvalidDataException">They do not fit, or cannot be read.</exception>
    internal static T LoadWeights<T>(ContentReader reader, Func<long, T> create)
        where T : torch.nn.Module
    {
        WeightTable weights = WeightTable.Read(reader);
        reader.RequireEnd();
        T network = reader.Build(() => create(weights.ValueCount));
        try
        {
            weights.Check(network);
            weights.Load(network);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        network.eval();
        return network;
    }
}
