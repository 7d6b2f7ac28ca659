using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>
/// Reads the lines of a journal. By hand: a deserializer takes several times as long, and millions of lines are read before a study goes on.
/// </summary>
internal sealed class JournalEntryReader
{
    private readonly MeasureNames _names = new();
    private int[] _tokens = new int[64];

    /// <summary>Reads a line, without its end.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message says how.</exception>
    public JournalEntry Read(ReadOnlySpan<byte> line)
    {
        if (JournalStartReader.TryRead(line, ref _tokens) is { } start)
        {
            return start;
        }

        if (!Utf8.IsValid(line))
        {
            throw new InvalidDataException("It is not UTF-8.");
        }

        try
        {
            return ReadEntry(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private JournalEntry ReadEntry(ReadOnlySpan<byte> line)
    {
        // Lines of format 1 say nothing about an event: each is a trial that finished.
        var (journalEvent, state) = (JournalEvent.Finished, (TrialState?)null);
        int? number = null;
        Architecture? architecture = null;
        double value = double.NaN;
        int step = 0;
        string? failure = null;
        TimeSpan duration = default;
        TimeSpan? elapsed = null;
        SharedMeasures? measures = null;

        var json = new Utf8JsonReader(line);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject, "It is no object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = json.ValueSpan;
            if (name.SequenceEqual("event"u8))
            {
                journalEvent = ReadEvent(ref json);
            }
            else if (name.SequenceEqual("number"u8))
            {
                number = ReadInteger(ref json);
            }
            else if (name.SequenceEqual("architecture"u8))
            {
                architecture = ReadArchitecture(ref json);
            }
            else if (name.SequenceEqual("state"u8))
            {
                state = ReadState(ref json);
            }
            else if (name.SequenceEqual("metric"u8) || name.SequenceEqual("value"u8))
            {
                json.Read();
                value = ReadDouble(ref json);
            }
            else if (name.SequenceEqual("step"u8))
            {
                step = ReadInteger(ref json);
            }
            else if (name.SequenceEqual("failure"u8))
            {
                json.Read();
                failure = json.GetString();
            }
            else if (name.SequenceEqual("duration"u8))
            {
                duration = ReadTime(ref json);
            }
            else if (name.SequenceEqual("elapsed"u8))
            {
                elapsed = ReadTime(ref json);
            }
            else if (name.SequenceEqual("measures"u8))
            {
                measures = ReadMeasures(ref json);
            }
            else
            {
                throw new InvalidDataException($"It has an unknown field '{json.GetString()}'.");
            }
        }

        Expect(json.TokenType == JsonTokenType.EndObject && !json.Read(), "It does not end with its object.");
        Expect(number is not null, "It has no 'number'.");
        Expect(journalEvent != JournalEvent.Finished || state is not null, "It has no 'state'.");
        Expect(state is not (TrialState.Completed or TrialState.Pruned) || double.IsFinite(value), "Its trial was evaluated, but has no metric.");
        return new JournalEntry
        {
            Event = journalEvent,
            Number = number.GetValueOrDefault(),
            Architecture = architecture,
            State = state.GetValueOrDefault(),
            Value = value,
            Step = step,
            Failure = failure,
            Duration = duration,
            Elapsed = elapsed,
            Measures = measures,
        };
    }

    private static JournalEvent ReadEvent(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ValueSpan.SequenceEqual("started"u8) ? JournalEvent.Started
            : json.ValueSpan.SequenceEqual("reported"u8) ? JournalEvent.Reported
            : json.ValueSpan.SequenceEqual("returned"u8) ? JournalEvent.Returned
            : json.ValueSpan.SequenceEqual("finished"u8) ? JournalEvent.Finished
            : throw new InvalidDataException($"Its event '{json.GetString()}' is unknown.");
    }

    private static TrialState ReadState(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ValueSpan.SequenceEqual("completed"u8) ? TrialState.Completed
            : json.ValueSpan.SequenceEqual("failed"u8) ? TrialState.Failed
            : json.ValueSpan.SequenceEqual("pruned"u8) ? TrialState.Pruned
            : json.ValueSpan.SequenceEqual("infeasible"u8) ? TrialState.Infeasible
            : throw new InvalidDataException($"Its state '{json.GetString()}' is unknown.");
    }

    private static int ReadInteger(ref Utf8JsonReader json)
    {
        json.Read();
        int value = json.GetInt32();
        return value >= 0 ? value : throw new InvalidDataException($"{value} is negative.");
    }

    private static double ReadDouble(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String
        ? double.Parse(json.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : json.GetDouble();

    private static TimeSpan ReadTime(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String && Utf8Parser.TryParse(json.ValueSpan, out TimeSpan time, out int length, 'c')
            && length == json.ValueSpan.Length && time >= TimeSpan.Zero
            ? time
            : throw new InvalidDataException("It has a time that is none.");
    }

    private Architecture ReadArchitecture(ref Utf8JsonReader json)
    {
        json.Read();
        Expect(json.TokenType == JsonTokenType.StartArray, "Its architecture is no array.");
        int count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == _tokens.Length)
            {
                Array.Resize(ref _tokens, 2 * count);
            }

            _tokens[count++] = json.GetInt32();
        }

        return new Architecture(_tokens.AsSpan(0, count));
    }

    private SharedMeasures? ReadMeasures(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(json.TokenType == JsonTokenType.StartObject, "Its measures are no object.");
        _names.Begin();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            _names.AddName(ref json);
            json.Read();
            _names.AddValue(ReadDouble(ref json));
        }

        return _names.End();
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
