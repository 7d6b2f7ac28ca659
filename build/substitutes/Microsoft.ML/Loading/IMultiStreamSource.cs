namespace Microsoft.ML.Data;

/// <summary>One or more streams that can be opened again and again.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}
