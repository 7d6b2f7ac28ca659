using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>Spells the lines of a journal.</summary>
internal sealed class JournalEntryWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JournalEntryWriter() => _json = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The line of an entry, with its end. It is valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(JournalEntry entry)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("event"u8, Spell(entry.Event));
        _json.WriteNumber("number"u8, entry.Number);
        if (entry.Architecture is { } architecture)
        {
            _json.WriteStartArray("architecture"u8);
            foreach (int token in architecture.Tokens)
            {
                _json.WriteNumberValue(token);
            }

            _json.WriteEndArray();
        }

        switch (entry.Event)
        {
            case JournalEvent.Reported:
                _json.WriteNumber("step"u8, entry.Step);
                Write("value"u8, entry.Value);
                break;
            case JournalEvent.Finished:
                WriteOutcome(entry);
                break;
        }

        if (entry.Failure is { } failure)
        {
            _json.WriteString("failure"u8, failure);
        }

        WriteMeasures(entry.Measures);
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private static ReadOnlySpan<byte> Spell(JournalEvent journalEvent) => journalEvent switch
    {
        JournalEvent.Started => "started"u8,
        JournalEvent.Reported => "reported"u8,
        JournalEvent.Returned => "returned"u8,
        _ => "finished"u8,
    };

    private static ReadOnlySpan<byte> Spell(TrialState state) => state switch
    {
        TrialState.Completed => "completed"u8,
        TrialState.Pruned => "pruned"u8,
        TrialState.Infeasible => "infeasible"u8,
        _ => "failed"u8,
    };

    private void WriteOutcome(JournalEntry entry)
    {
        _json.WriteString("state"u8, Spell(entry.State));
        if (!double.IsNaN(entry.Value))
        {
            Write("metric"u8, entry.Value);
        }

        if (entry.Step > 0)
        {
            _json.WriteNumber("step"u8, entry.Step);
        }

        Write("duration"u8, entry.Duration);
        if (entry.Elapsed is { } elapsed)
        {
            Write("elapsed"u8, elapsed);
        }
    }

    private void WriteMeasures(IReadOnlyDictionary<string, double>? measures)
    {
        if (measures is null or { Count: 0 })
        {
            return;
        }

        _json.WriteStartObject("measures"u8);
        foreach (var (name, value) in measures)
        {
            _json.WritePropertyName(name);
            Write(value);
        }

        _json.WriteEndObject();
    }

    private void Write(ReadOnlySpan<byte> name, double value)
    {
        _json.WritePropertyName(name);
        Write(value);
    }

    private void Write(double value)
    {
        if (double.IsFinite(value))
        {
            _json.WriteNumberValue(value);
        }
        else
        {
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Write(ReadOnlySpan<byte> name, TimeSpan time)
    {
        Span<char> text = stackalloc char[32];
        time.TryFormat(text, out int length, "c", CultureInfo.InvariantCulture);
        _json.WriteString(name, text[..length]);
    }
}
