using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// The file in which a training keeps its state between two epochs: what it trains, how far it is, the network, the optimizer's
/// state and the best network so far. Random numbers need no state, for each epoch has a seed of its own.
/// </summary>
internal sealed class TrainingCheckpoint
{
    private static readonly byte[] Magic = "NAOTRN03"u8.ToArray();

    private readonly CheckpointFile _file;
    private readonly TrainingOptions _options;

    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="options">How the training goes.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="network">What is trained.</param>
    /// <param name="train">What it is trained on.</param>
    /// <param name="validation">What its weights are chosen by; null for nothing.</param>
    public TrainingCheckpoint(
        string path, TrainingOptions options, int seed, PredictionNetwork network, SampleDataset train, SampleDataset? validation)
    {
        // What changes no weight, or should not, may differ when the training goes on.
        TrainingOptions essential = options.Clone();
        essential.CheckpointFile = null;
        essential.CheckpointEpochs = 1;
        essential.Threads = null;
        string? chooses = validation is not null && options.ValidationEpochs is not null ? Hash(validation) : null;
        string description = JsonSerializer.Serialize(new Description(seed, Hash(train), chooses, network.Describe(), essential));
        _options = essential;
        _file = new CheckpointFile(path, Magic, "training", description, "the network, the seed, the options or the data");
    }

    /// <summary>Brings the network to the state of the file, if there is one.</summary>
    /// <returns>How far the training is; null where there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or another training's.</exception>
    public TrainingState? Load(PredictionNetwork network)
    {
        using ContentReader? reader = _file.Read();
        if (reader is null)
        {
            return null;
        }

        var history = reader.ReadJson<List<EpochSummary>>("history");
        WeightTable weights = WeightTable.Read(reader);
        weights.Check(network);
        long trained = network.parameters().Sum(parameter => parameter.NumberOfElements);
        float[] optimizer = reader.ReadValues("optimizer's state", VectorOptimizer.GetStateSize(_options, trained));
        byte[]? best = reader.ReadBlock();
        reader.RequireEnd();
        if (best is not null)
        {
            ContentReader own = reader.CreateReader(best);
            WeightTable.Read(own).Check(network);
            own.RequireEnd();
        }

        Check(reader, history, best, network.PredictsValue);
        weights.Load(network);
        return new TrainingState(history, optimizer, best);
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Save(PredictionNetwork network, TrainingState state) => _file.Write(writer =>
    {
        // Where values are predicted, an epoch has no accuracy, and its R² may be none.
        writer.Write(JsonSerializer.Serialize(state.History, StateJson.Format));
        network.save(writer);
        CheckpointFile.WriteArray(writer, state.Optimizer);
        writer.Write(state.BestWeights?.Length ?? -1);
        writer.Write(state.BestWeights ?? []);
    });

    /// <summary>A hash of all samples and targets.</summary>
    internal static string Hash(SampleDataset dataset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        dataset.AppendTo(hash);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private void Check(ContentReader reader, List<EpochSummary> history, byte[]? best, bool predictsValue)
    {
        for (int i = 0; i < history.Count; i++)
        {
            if (history[i]?.Epoch != i + 1 || i >= _options.Epochs)
            {
                throw reader.Refuse($"entry {i + 1} of its history is of epoch {history[i]?.Epoch}, and the training has {_options.Epochs} epochs.");
            }

            if (history[i].Validation is { } figures && figures is RegressionFigures != predictsValue)
            {
                throw reader.Refuse($"epoch {i + 1} was validated with figures of another kind of network.");
            }
        }

        if (history.Any(epoch => epoch.Validation is not null) != best is not null)
        {
            throw reader.Refuse("it has to have the best weights where epochs were validated, and there alone.");
        }
    }

    private sealed record Description(int Seed, string Data, string? Validation, string Network, TrainingOptions Training);
}
