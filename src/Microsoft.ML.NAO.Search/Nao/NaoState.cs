using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>What NAO has computed, beside the proposals and outcomes that it was computed from.</summary>
internal sealed record NaoState
{
    // To be raised whenever the same bytes would mean something else.
    private const int Version = 1;

    public required int Initial { get; init; }

    public required int Round { get; init; }

    public required int Draws { get; init; }

    public required bool Enumerates { get; init; }

    public required int ClimbBegin { get; init; }

    public required int? ClimbFirst { get; init; }

    public required ImmutableArray<Architecture> Queue { get; init; }

    public required IReadOnlyDictionary<string, double> Measures { get; init; }

    public required byte[]? Model { get; init; }

    /// <summary>Writes the state, and of which options it is.</summary>
    public byte[] Serialize(NaoOptions options)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(Describe(options));
        writer.Write(Initial);
        writer.Write(Round);
        writer.Write(Draws);
        writer.Write(Enumerates);
        writer.Write(ClimbBegin);
        writer.Write(ClimbFirst ?? -1);
        writer.Write(Queue.Length);
        foreach (int token in Queue.SelectMany(architecture => architecture.Tokens))
        {
            writer.Write(token);
        }

        writer.Write(Measures.Count);
        foreach (var (name, value) in Measures)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(Model is not null);
        writer.Write(Model ?? []);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or is that of other options.</exception>
    public static NaoState Deserialize(byte[] content, NaoOptions options, ArchitectureSpace space)
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream);
        try
        {
            if (reader.ReadInt32() != Version || reader.ReadString() != Describe(options))
            {
                throw new InvalidDataException("The state is that of another version of NAO, or of other options.");
            }

            NaoState state = Read(reader, space);
            return state.Initial >= 0 && state.Initial <= options.InitialArchitectures && state.Round >= 0 && state.ClimbBegin >= 0
                ? state
                : throw new InvalidDataException(
                    $"The state of NAO is damaged: {state.Initial} of {options.InitialArchitectures} first architectures, {state.Round} rounds, climbing since trial {state.ClimbBegin}.");
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The state of NAO is damaged: {e.Message}", e);
        }
    }

    private static NaoState Read(BinaryReader reader, ArchitectureSpace space) => new()
    {
        Initial = reader.ReadInt32(),
        Round = reader.ReadInt32(),
        Draws = reader.ReadInt32(),
        Enumerates = reader.ReadBoolean(),
        ClimbBegin = reader.ReadInt32(),
        ClimbFirst = reader.ReadInt32() is var first and >= 0 ? first : null,
        Queue = ReadQueue(reader, space),
        Measures = ReadMeasures(reader),
        Model = reader.ReadBoolean() ? reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position)) : null,
    };

    private static ImmutableArray<Architecture> ReadQueue(BinaryReader reader, ArchitectureSpace space)
    {
        var queue = ImmutableArray.CreateBuilder<Architecture>();
        var tokens = new int[space.Length];
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            for (int position = 0; position < tokens.Length; position++)
            {
                tokens[position] = reader.ReadInt32();
            }

            var architecture = new Architecture(tokens);
            space.Validate(architecture);
            queue.Add(architecture);
        }

        return queue.ToImmutable();
    }

    private static Dictionary<string, double> ReadMeasures(BinaryReader reader)
    {
        var measures = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            measures[reader.ReadString()] = reader.ReadDouble();
        }

        return measures;
    }

    private static string Describe(NaoOptions options) =>
        JsonSerializer.Serialize(options) + options.Model.GetType().Name + JsonSerializer.Serialize(options.Model, options.Model.GetType());
}
