using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Text;

/// <summary>A text file for as long as a test runs.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "text-" + Guid.NewGuid().ToString("N") + ".txt");

    public IDataView Load(TextLoader.Options options) => new MLContext(1).Data.LoadFromTextFile(Path, options);

    /// <summary>Loads with a comma as the separator and one column X made of all fields up to <paramref name="last"/>.</summary>
    public IDataView Load(DataKind kind, int last, Action<TextLoader.Options>? change = null)
    {
        var options = new TextLoader.Options { Separators = [','], Columns = [new TextLoader.Column("X", kind, [new TextLoader.Range(0, last)])] };
        change?.Invoke(options);
        return Load(options);
    }

    public void Dispose() => File.Delete(Path);
}
