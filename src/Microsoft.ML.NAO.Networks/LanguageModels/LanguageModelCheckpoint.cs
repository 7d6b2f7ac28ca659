using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>The file in which a language model's training keeps its state.</summary>
internal sealed class LanguageModelCheckpoint
{
    private static readonly byte[] Magic = "NAOLMT02"u8.ToArray();

    private readonly CheckpointFile _file;
    private readonly long _weights;
    private readonly long _hidden;
    private readonly int _words;
    private readonly bool _hasMoments;

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
        _weights = network.Weights.Sum(weight => weight.NumberOfElements);
        _hidden = (long)options.BatchSize * network.Layer.StateSize;
        _words = train.Length;
        _hasMoments = options.Optimizer == LanguageModelOptimizer.AdamW;
        _file = new CheckpointFile(path, Magic, "language model's training", description, "the network, the seed, the options or the texts");
    }

    /// <summary>Reads the file, if there is one.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public LanguageModelState? Load()
    {
        using ContentReader? reader = _file.Read();
        if (reader is null)
        {
            return null;
        }

        var state = new LanguageModelState
        {
            History = reader.ReadJson<List<LanguageModelEpoch>>("history"),
            Position = reader.ReadInt32(),
            LossSum = reader.ReadDouble(),
            AveragedSteps = reader.ReadInt64(),
            Hidden = reader.ReadValues("hidden state", _hidden),
            Weights = reader.ReadValues("weights", _weights),
            Moments = _hasMoments ? reader.ReadValues("moments", AdamMoments.GetStateSize(_weights)) : null,
            Average = reader.ReadOptionalValues("average of weights", _weights),
            BestWeights = reader.ReadOptionalValues("best weights", _weights),
        };
        reader.RequireEnd();
        Check(reader, state);
        return state;
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
        if (state.Moments is not null)
        {
            CheckpointFile.WriteArray(writer, state.Moments);
        }

        CheckpointFile.WriteArray(writer, state.Average);
        CheckpointFile.WriteArray(writer, state.BestWeights);
    });

    /// <summary>A hash of a text.</summary>
    internal static string Hash(ReadOnlySpan<int> text) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text)));

    private void Check(ContentReader reader, LanguageModelState state)
    {
        for (int i = 0; i < state.History.Count; i++)
        {
            if (state.History[i]?.Epoch != i + 1)
            {
                throw reader.Refuse($"entry {i + 1} of its history is of epoch {state.History[i]?.Epoch}.");
            }
        }

        if (state.Position < 0 || state.Position > _words)
        {
            throw reader.Refuse($"it is at step {state.Position} of a text of {_words} words.");
        }

        if (state.AveragedSteps < 0 || state.AveragedSteps > long.MaxValue / 2)
        {
            throw reader.Refuse($"it has an average of {state.AveragedSteps} steps.");
        }

        if (state.History.Count > 0 != state.BestWeights is not null)
        {
            throw reader.Refuse("it has to have the best weights where an epoch is done, and there alone.");
        }
    }

    private sealed record Description(
        int Seed, string Train, string Validation, string Layer, long Parameters, RecurrentNetworkHeader Network, LanguageModelTrainingOptions Training);
}
