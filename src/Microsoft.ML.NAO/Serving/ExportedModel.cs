namespace Microsoft.ML.NAO.Serving;

/// <summary>The files of a network's graph, which live as long as it is served.</summary>
/// <param name="single">For one row a call, as ML.NET's own transformer reads it.</param>
/// <param name="batches">For any number of rows a call; null where the network takes no batches.</param>
internal sealed class ExportedModel(TemporaryFile single, TemporaryFile? batches) : IDisposable
{
    /// <summary>The graph for one row a call.</summary>
    public string SinglePath => single.FullPath;

    /// <summary>The graph for any number of rows a call; null where there is none.</summary>
    public string? BatchesPath => batches?.FullPath;

    /// <summary>Writes the graphs to temporary files.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="single">Writes the graph for one row a call.</param>
    /// <param name="batches">Writes the graph for any number of rows a call; null for none.</param>
    public static ExportedModel Write(string folder, Action<Stream> single, Action<Stream>? batches)
    {
        var model = new ExportedModel(new TemporaryFile(folder, ".onnx"), batches is null ? null : new TemporaryFile(folder, ".onnx"));
        try
        {
            Write(model.SinglePath, single);
            if (batches is not null)
            {
                Write(model.BatchesPath!, batches);
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        single.Dispose();
        batches?.Dispose();
    }

    private static void Write(string path, Action<Stream> export)
    {
        using FileStream stream = File.Create(path);
        export(stream);
    }
}
