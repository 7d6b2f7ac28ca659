using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// The file in which a training keeps its state between two epochs: what it trains, how far it is, the network and the optimizer's
/// velocity. Random numbers need no state, for each epoch has a seed of its own.
/// </summary>
internal sealed class TrainingCheckpoint
{
    private static readonly byte[] Magic = "NAOTRN01"u8.ToArray();

    private readonly CheckpointFile _file;

    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="options">How the training goes.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="train">What it is trained on.</param>
    public TrainingCheckpoint(string path, TrainingOptions options, int seed, ConvolutionalNetwork network, ImageDataset train)
    {
        // What changes no weight, or should not, may differ when the training goes on.
        TrainingOptions essential = options.Clone();
        essential.CheckpointFile = null;
        essential.CheckpointEpochs = 1;
        essential.Threads = null;
        string description = JsonSerializer.Serialize(new Description(seed, Hash(train), NetworkHeader.Of(network), essential));
        _file = new CheckpointFile(path, Magic, "training", description, "the network, the seed, the options or the training set");
    }

    /// <summary>Brings the network to the state of the file, if there is one.</summary>
    /// <returns>The epochs that are done and the optimizer's velocity after them; null where there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public (List<EpochSummary> History, float[] Velocity)? Load(ConvolutionalNetwork network)
    {
        using BinaryReader? reader = _file.Read();
        if (reader is null)
        {
            return null;
        }

        var history = JsonSerializer.Deserialize<List<EpochSummary>>(reader.ReadString())!;
        network.load(reader);
        return (history, CheckpointFile.ReadArray(reader)!);
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Save(ConvolutionalNetwork network, IReadOnlyList<EpochSummary> history, float[] velocity) => _file.Write(writer =>
    {
        writer.Write(JsonSerializer.Serialize(history));
        network.save(writer);
        CheckpointFile.WriteArray(writer, velocity);
    });

    /// <summary>A hash of all images and labels.</summary>
    internal static string Hash(ImageDataset dataset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(dataset.Labels));
        for (int i = 0; i < dataset.Count; i++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(dataset.GetImage(i)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed record Description(int Seed, string Images, NetworkHeader Network, TrainingOptions Training);
}
