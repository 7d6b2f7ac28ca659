using System.Text;
using System.Text.Json;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>Collects the measures of one line after the other. Trials that have the same measures share the names.</summary>
internal sealed class MeasureNames
{
    private readonly List<string> _names = [];
    private readonly List<double> _values = [];
    private string[] _shared = [];
    private byte[][] _spelled = [];
    private bool _same;

    /// <summary>Begins a line.</summary>
    public void Begin()
    {
        _names.Clear();
        _values.Clear();
        _same = true;
    }

    /// <summary>Takes the name that a reader stands at.</summary>
    public void AddName(ref Utf8JsonReader json)
    {
        int position = _names.Count;
        bool known = position < _shared.Length && json.ValueSpan.SequenceEqual(_spelled[position]);
        _same &= known;
        _names.Add(known ? _shared[position] : json.GetString()!);
    }

    /// <summary>Takes the value of the last name.</summary>
    public void AddValue(double value) => _values.Add(value);

    /// <summary>The measures of the line.</summary>
    public SharedMeasures End()
    {
        if (!_same || _names.Count != _shared.Length)
        {
            if (_names.Distinct(StringComparer.Ordinal).Count() < _names.Count)
            {
                throw new InvalidDataException("It has a measure twice.");
            }

            _shared = [.. _names];
            _spelled = [.. _names.Select(Encoding.UTF8.GetBytes)];
        }

        return new SharedMeasures(_shared, [.. _values]);
    }
}
