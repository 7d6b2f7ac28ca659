namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How lines of text become rows.</summary>
    public class Options
    {
        public bool AllowQuoting;

        public bool AllowSparse;

        public int? InputSize;

        public char[] Separators = [DefaultSeparator];

        public char DecimalMarker = '.';

        public Column[] Columns;

        public bool TrimWhitespace;

        public bool HasHeader;

        public bool UseThreads = true;

        public bool ReadMultilines;

        public string HeaderFile;

        public long? MaxRows;

        public char EscapeChar = DefaultEscapeChar;

        public bool MissingRealsAsNaNs;

        public Options()
        {
        }
    }
}
