using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A text loader's options, checked.</summary>
internal sealed class TextFormat
{
    public TextFormat(IHost host, TextLoader.Options options)
    {
        AllowQuoting = options.AllowQuoting;
        AllowSparse = options.AllowSparse;
        TrimWhitespace = options.TrimWhitespace;
        MissingRealsAsNaNs = options.MissingRealsAsNaNs;
        ReadMultilines = options.AllowQuoting && options.ReadMultilines;
        HasHeader = options.HasHeader && string.IsNullOrWhiteSpace(options.HeaderFile);
        MaxRows = options.MaxRows ?? long.MaxValue;
        InputSize = options.InputSize ?? 0;
        host.CheckUserArg(MaxRows >= 0, nameof(options.MaxRows));
        host.Check(InputSize >= 0, "inputSize");
        host.CheckUserArg(options.Separators is { Length: > 0 }, "Separator", "Must specify a separator");
        Separators = [.. options.Separators.Distinct()];
        foreach (char separator in Separators)
            CheckSeparator(host, separator);
        host.CheckUserArg(
            options.DecimalMarker is '.' or ',',
            nameof(options.DecimalMarker),
            $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        host.CheckUserArg(
            AllowQuoting || options.DecimalMarker != ',' || !Separators.Contains(','),
            nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        host.CheckUserArg(
            !Separators.Contains(options.EscapeChar),
            nameof(options.EscapeChar),
            $"EscapeChar '{options.EscapeChar}' can't be used both as EscapeChar and separator");
        DecimalMarker = options.DecimalMarker;
        EscapeChar = options.EscapeChar;
    }

    public char[] Separators { get; }

    public char DecimalMarker { get; }

    public char EscapeChar { get; }

    public bool AllowQuoting { get; }

    public bool AllowSparse { get; }

    public bool TrimWhitespace { get; }

    public bool MissingRealsAsNaNs { get; }

    public bool ReadMultilines { get; }

    public bool HasHeader { get; }

    public long MaxRows { get; }

    /// <summary>The number of fields of a line, or 0 where nobody says.</summary>
    public int InputSize { get; }

    public bool IsSeparator(char c) => Array.IndexOf(Separators, c) >= 0;

    private void CheckSeparator(IHost host, char separator)
    {
        if (separator == '\t')
            return;
        host.CheckUserArg(
            separator >= ' ' && !char.IsAsciiDigit(separator) && separator != '"', "Separator", $"Illegal separator: '{separator}'");
        host.CheckUserArg(separator != ':' || !AllowSparse, "Separator", "When the separator is colon, turn off allowSparse");
    }
}
