using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>The file in which a search with weight sharing keeps its state.</summary>
internal sealed class WeightSharingCheckpoint
{
    private static readonly byte[] Magic = "NAOWSS01"u8.ToArray();

    private readonly CheckpointFile _file;
    private readonly string _path;
    private readonly WeightSharingOptions _options;

    /// <param name="path">Where the file is, or shall be.</param>
    /// <param name="options">How the search goes.</param>
    /// <param name="task">What it works on.</param>
    public WeightSharingCheckpoint(string path, WeightSharingOptions options, SupernetTask task)
    {
        string description = JsonSerializer.Serialize(new Description(task.Describe(), options.Describe()), StateJson.Format);
        _file = new CheckpointFile(path, Magic, "search with weight sharing", description, "the data, the seed or the options");
        _path = path;
        _options = options;
    }

    /// <summary>Where the training of one of the best architectures from scratch keeps its own state.</summary>
    public string GetRetrainingFile(int index) => string.Create(CultureInfo.InvariantCulture, $"{_path}.retraining{index + 1}");

    /// <summary>Reads the file, if there is one, into the task.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or another search's.</exception>
    public WeightSharingState? Load(SupernetTask task)
    {
        using ContentReader? reader = _file.Read();
        if (reader is null)
        {
            return null;
        }

        var content = reader.ReadJson<Content>("state");
        Check(reader, content);
        var state = new WeightSharingState
        {
            Round = content.Round,
            Epochs = content.Epochs,
            Steps = content.Steps,
            Loss = content.Loss,
            Pool = [.. content.Pool.Select(tokens => Read(reader, tokens, task.Space))],
            New = [.. content.New.Select(tokens => Read(reader, tokens, task.Space))],
            Scores = content.Scores,
            Controller = content.Controller,
        };
        state.Rounds.AddRange(content.Rounds);
        state.Retrained.AddRange(content.Retrained);
        task.Load(reader);
        reader.RequireEnd();
        return state;
    }

    /// <summary>Writes the file, in the place of the one before once it is complete.</summary>
    public void Save(WeightSharingState state, SupernetTask task) => _file.Write(writer =>
    {
        writer.Write(JsonSerializer.Serialize(
            new Content(
                state.Round,
                state.Epochs,
                state.Steps,
                state.Loss,
                [.. state.Pool.Select(architecture => architecture.Tokens.ToArray())],
                [.. state.New.Select(architecture => architecture.Tokens.ToArray())],
                state.Scores,
                state.Controller,
                [.. state.Rounds],
                [.. state.Retrained]),
            StateJson.Format));
        task.Save(writer);
    });

    private static Architecture Read(ContentReader reader, int[]? tokens, ArchitectureSpace space) => reader.Build(() =>
    {
        var architecture = new Architecture(tokens ?? throw new ArgumentException("An architecture is empty."));
        space.Validate(architecture);
        return architecture;
    });

    private void Check(ContentReader reader, Content content)
    {
        bool done = content.Round == _options.Rounds;
        if (content.Round < 0 || content.Round > _options.Rounds || content.Epochs < 0 || content.Epochs > _options.EpochsPerRound || content.Steps is < 0 or > int.MaxValue / 2)
        {
            throw reader.Refuse(
                $"it is at round {content.Round} of {_options.Rounds}, epoch {content.Epochs} of {_options.EpochsPerRound}, step {content.Steps}.");
        }

        int pool = content.Pool.Length;
        if (pool < 1 || pool > _options.PoolSize || content.New.Length > pool || content.Scores.Length != (done ? pool : 0))
        {
            throw reader.Refuse(
                $"it has {pool} architectures, {content.New.Length} of them new, and {content.Scores.Length} scores, for a pool of {_options.PoolSize}.");
        }

        if (content.Rounds.Length != content.Round || content.Rounds.Contains(null!) || content.Retrained.Length > (done ? Math.Min(pool, _options.Retrained) : 0))
        {
            throw reader.Refuse($"it has {content.Rounds.Length} rounds and {content.Retrained.Length} trained architectures after round {content.Round}.");
        }
    }

    private sealed record Description(string Task, string Search);

    private sealed record Content(
        int Round,
        int Epochs,
        int Steps,
        double Loss,
        int[][] Pool,
        int[][] New,
        double[] Scores,
        byte[]? Controller,
        WeightSharingRound[] Rounds,
        double[] Retrained);
}
