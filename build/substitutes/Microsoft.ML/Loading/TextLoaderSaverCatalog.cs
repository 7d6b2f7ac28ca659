using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Reads text files.</summary>
public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = TextLoader.DefaultSeparator,
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => new(catalog.GetEnvironment(), Options(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
        => new(catalog.GetEnvironment(), options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = TextLoader.DefaultSeparator,
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => TextLoader.Create<TInput>(
            catalog.GetEnvironment(), Options(null, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
        => TextLoader.Create<TInput>(catalog.GetEnvironment(), options, dataSample);

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = TextLoader.DefaultSeparator,
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        CheckPath(path);
        TextLoader.Options options = Options(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
        return new TextLoader(catalog.GetEnvironment(), options).Load(new MultiFileSource(path));
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        CheckPath(path);
        var source = new MultiFileSource(path);
        return new TextLoader(catalog.GetEnvironment(), options, source).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = TextLoader.DefaultSeparator,
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        CheckPath(path);
        TextLoader.Options options = Options(null, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
        return TextLoader.Create<TInput>(catalog.GetEnvironment(), options, null).Load(new MultiFileSource(path));
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        CheckPath(path);
        return TextLoader.Create<TInput>(catalog.GetEnvironment(), options, null).Load(new MultiFileSource(path));
    }

    private static TextLoader.Options Options(
        TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse)
        => new()
        {
            Columns = columns,
            Separators = [separator],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };

    private static void CheckPath(string path)
    {
        Contracts.CheckNonEmpty(null, path, nameof(path));
        if (!File.Exists(path) && MultiFileSource.Expand(path).Length < 1)
            throw Contracts.ExceptParam(nameof(path), $"File or directory does not exist at path: {path}");
    }
}
