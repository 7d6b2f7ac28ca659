using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO;

/// <summary>A network that was found and trained, served by ONNX Runtime.</summary>
/// <remarks>
/// <para>
/// The transformer is a facade over a chain of ML.NET's own transformers. <c>mlContext.Model.Save</c> saves that chain: a saved model
/// loads where neither this package nor TorchSharp is.
/// </para>
/// <para>
/// It adds the columns of its task: <c>Score</c> and <c>PredictedLabel</c>, for two classes <c>Probability</c> too, for a value <c>Score</c> alone;
/// <c>Perplexity</c> and <c>NextTokenScores</c> for a language model.
/// </para>
/// <para>Rows may be scored on several threads at once; a <c>PredictionEngine</c> belongs to one thread, and disposes this transformer by default.</para>
/// </remarks>
public sealed class NeuralArchitectureTransformer : ITransformer, IDisposable
{
    private readonly TransformerChain<ITransformer> _chain;
    private readonly ExportedModel _exported;
    private bool _disposed;

    internal NeuralArchitectureTransformer(
        TransformerChain<ITransformer> chain, ExportedModel exported, ArchitectureSpace space, Architecture architecture)
    {
        _chain = chain;
        _exported = exported;
        Space = space;
        Architecture = architecture;
    }

    /// <summary>The space that the architecture is of.</summary>
    public ArchitectureSpace Space { get; }

    /// <summary>The architecture of the network's cells.</summary>
    public Architecture Architecture { get; }

    /// <summary>The architecture as readable text, which <see cref="ArchitectureSpace.Parse"/> reads back.</summary>
    public string ArchitectureText => Space.Format(Architecture);

    /// <summary>The trials of the search, in order; empty when the architecture was given.</summary>
    public ImmutableArray<Trial> Trials { get; internal init; } = [];

    /// <summary>
    /// The trials than which no other is at least as good in accuracy and in all <see cref="NeuralArchitectureOptions.Objectives"/> and better
    /// in one, from the most accurate on; empty when the architecture was given.
    /// </summary>
    public ImmutableArray<Trial> ParetoFront { get; internal init; } = [];

    /// <summary>
    /// What a search with weight sharing ranked with shared weights, the best first; empty where weights were not shared. Trials trained the best of
    /// them from scratch.
    /// </summary>
    public ImmutableArray<ScoredArchitecture> ScoredArchitectures { get; internal init; } = [];

    /// <summary>
    /// The accuracy, the root mean squared error or the perplexity on rows that were held out of training: of the trial that won, when the network was found by a search; of the
    /// network itself, when its architecture was given. NaN when nothing was held out.
    /// </summary>
    public double ValidationMetric { get; internal init; } = double.NaN;

    /// <summary>The number of the network's weights.</summary>
    public long ParameterCount { get; internal init; }

    /// <summary>Whether a cancellation ended the search or the training early; the network is then the best of the finished trials.</summary>
    public bool Cancelled { get; internal init; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => ((ITransformer)Chain).IsRowToRowMapper;

    private TransformerChain<ITransformer> Chain
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _chain;
        }
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Chain.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)Chain).GetRowToRowMapper(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => Chain.Transform(input);

    /// <summary>
    /// Writes the network as an ONNX file, normalization included. Its input has the feature column's name and the shape [1, values of a
    /// row], or takes a normalized text of shape [1, 1]; its outputs are <c>Score</c>, the probabilities of the classes, of shape [classes], and the
    /// index of the likeliest class, of shape [1]; or the log-odds of the positive class, or the value, of shape [1]; or
    /// <c>Perplexity.value</c> of shape [1] and <c>NextTokenScores</c> of shape [vocabulary].
    /// </summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="dynamicBatchSize">
    /// Whether a call takes any number of rows: the input has the shape [batch, values of a row] then, and outputs have the first dimension
    /// <c>batch</c> too. ML.NET's own <c>ApplyOnnxModel</c> scores row by row, and wants a model without.
    /// </param>
    /// <exception cref="NotSupportedException">A dynamic batch size was asked for; the network reads texts, one at a time.</exception>
    public void SaveAsOnnx(Stream stream, bool dynamicBatchSize = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using FileStream file = File.OpenRead(GetModelFile(dynamicBatchSize));
        file.CopyTo(stream);
    }

    /// <summary>Writes the network as an ONNX file; see <see cref="SaveAsOnnx(Stream, bool)"/>.</summary>
    /// <param name="path">The file's path; a file that is there is replaced.</param>
    /// <param name="dynamicBatchSize">Whether a call takes any number of rows.</param>
    /// <exception cref="NotSupportedException">A dynamic batch size was asked for; the network reads texts, one at a time.</exception>
    public void SaveAsOnnx(string path, bool dynamicBatchSize = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.Copy(GetModelFile(dynamicBatchSize), path, overwrite: true);
    }

    /// <summary>Frees the network. Whatever was saved stays usable.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _chain.Dispose();
            _exported.Dispose();
        }
    }

    private string GetModelFile(bool dynamicBatchSize)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return !dynamicBatchSize ? _exported.SinglePath : _exported.BatchesPath ?? throw new NotSupportedException(
            "A dynamic batch size was asked for, but a network that reads texts takes one at a time. Save it without, and call it for each text.");
    }

    // What is saved is the chain: it loads without this class.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)Chain).Save(ctx);
}
