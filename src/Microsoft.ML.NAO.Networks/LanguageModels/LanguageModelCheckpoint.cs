using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>The file in which a language model's training keeps its state.</summary>
internal sealed class LanguageModelCheckpoint
{
    private static readonly byte[] Magic = "NAOLMT01"u8.ToArray();

    private readonly string _path;
    private readonly string _description;

    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="options">How the training goes.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="train">What it is trained on.</param>
    /// <param name="validation">What it is validated with.</param>
    public LanguageModelCheckpoint(
        string path, LanguageModelTrainingOptions options, int seed, RecurrentNetwork network, ReadOnlySpan<int> train, ReadOnlySpan<int> validation)
    {
        _path = path;

        // What changes no weight, or should not, may differ when the training goes on; it may also go on for more epochs or longer.
        LanguageModelTrainingOptions essential = options.Clone();
        essential.CheckpointFile = null;
        essential.CheckpointSequences = 1;
        essential.Threads = null;
        essential.MaxTime = null;
        essential.Epochs = 1;
        _description = JsonSerializer.Serialize(new Description(
            seed, Hash(train), Hash(validation), network.Layer.GetName(), network.ParameterCount, RecurrentNetworkHeader.Of(network), essential));
    }

    /// <summary>Reads the file, if there is one.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public LanguageModelState? Load()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        using FileStream file = File.OpenRead(_path);
        using BinaryReader reader = ChecksummedFile.Read(file, Magic, "language model's training");
        if (reader.ReadString() != _description)
        {
            throw new InvalidDataException(
                $"The checkpoint '{_path}' is of another training: the network, the seed, the options or the texts differ. Name another file, or delete this one to start anew.");
        }

        return new LanguageModelState
        {
            History = JsonSerializer.Deserialize<List<LanguageModelEpoch>>(reader.ReadString())!,
            Position = reader.ReadInt32(),
            LossSum = reader.ReadDouble(),
            AveragedSteps = reader.ReadInt64(),
            Hidden = ReadArray(reader)!,
            Weights = ReadArray(reader)!,
            Average = ReadArray(reader),
            BestWeights = ReadArray(reader),
        };
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Save(LanguageModelState state)
    {
        string unfinished = _path + ".unfinished";
        using (FileStream file = File.Create(unfinished))
        {
            ChecksummedFile.Write(file, Magic, writer =>
            {
                writer.Write(_description);
                writer.Write(JsonSerializer.Serialize(state.History));
                writer.Write(state.Position);
                writer.Write(state.LossSum);
                writer.Write(state.AveragedSteps);
                WriteArray(writer, state.Hidden);
                WriteArray(writer, state.Weights);
                WriteArray(writer, state.Average);
                WriteArray(writer, state.BestWeights);
            });
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _path, overwrite: true);
    }

    private static float[]? ReadArray(BinaryReader reader)
    {
        int length = reader.ReadInt32();
        if (length < 0)
        {
            return null;
        }

        var values = new float[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void WriteArray(BinaryWriter writer, float[]? values)
    {
        writer.Write(values?.Length ?? -1);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static string Hash(ReadOnlySpan<int> text) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text)));

    private sealed record Description(
        int Seed, string Train, string Validation, string Layer, long Parameters, RecurrentNetworkHeader Network, LanguageModelTrainingOptions Training);
}
