using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>The file in which a language model's training keeps its state.</summary>
internal sealed class LanguageModelCheckpoint
{
    private static readonly byte[] Magic = "NAOLMT01"u8.ToArray();

    private readonly CheckpointFile _file;

    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="options">How the training goes.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="train">What it is trained on.</param>
    /// <param name="validation">What it is validated with.</param>
    public LanguageModelCheckpoint(
        string path, LanguageModelTrainingOptions options, int seed, RecurrentNetwork network, ReadOnlySpan<int> train, ReadOnlySpan<int> validation)
    {
        // What changes no weight, or should not, may differ when the training goes on; it may also go on for more epochs or longer.
        LanguageModelTrainingOptions essential = options.Clone();
        essential.CheckpointFile = null;
        essential.CheckpointSequences = 1;
        essential.Threads = null;
        essential.MaxTime = null;
        essential.Epochs = 1;
        string description = JsonSerializer.Serialize(new Description(
            seed, Hash(train), Hash(validation), network.Layer.GetName(), network.ParameterCount, RecurrentNetworkHeader.Of(network), essential));
        _file = new CheckpointFile(path, Magic, "language model's training", description, "the network, the seed, the options or the texts");
    }

    /// <summary>Reads the file, if there is one.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public LanguageModelState? Load()
    {
        using BinaryReader? reader = _file.Read();
        return reader is null ? null : new LanguageModelState
        {
            History = JsonSerializer.Deserialize<List<LanguageModelEpoch>>(reader.ReadString())!,
            Position = reader.ReadInt32(),
            LossSum = reader.ReadDouble(),
            AveragedSteps = reader.ReadInt64(),
            Hidden = CheckpointFile.ReadArray(reader)!,
            Weights = CheckpointFile.ReadArray(reader)!,
            Average = CheckpointFile.ReadArray(reader),
            BestWeights = CheckpointFile.ReadArray(reader),
        };
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Save(LanguageModelState state) => _file.Write(writer =>
    {
        writer.Write(JsonSerializer.Serialize(state.History));
        writer.Write(state.Position);
        writer.Write(state.LossSum);
        writer.Write(state.AveragedSteps);
        CheckpointFile.WriteArray(writer, state.Hidden);
        CheckpointFile.WriteArray(writer, state.Weights);
        CheckpointFile.WriteArray(writer, state.Average);
        CheckpointFile.WriteArray(writer, state.BestWeights);
    });

    /// <summary>A hash of a text.</summary>
    internal static string Hash(ReadOnlySpan<int> text) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text)));

    private sealed record Description(
        int Seed, string Train, string Validation, string Layer, long Parameters, RecurrentNetworkHeader Network, LanguageModelTrainingOptions Training);
}
