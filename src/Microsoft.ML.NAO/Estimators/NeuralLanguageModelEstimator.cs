using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO;

/// <summary>
/// Searches the recurrent cell of the language model that foretells texts best, and trains it; or trains that of a given cell. Create it by
/// <c>mlContext.Auto().NeuralLanguageModel(…)</c>.
/// </summary>
/// <remarks>
/// <para>Input and output columns:</para>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>text (input)</term><description>a text</description></item>
/// <item><term><c>Perplexity</c></term><description>a Single: e to the mean cross-entropy of the text's words and its end, each foretold from those before it</description></item>
/// <item><term><c>NextTokenScores</c></term><description>a vector of Single: the probability of each word of the vocabulary after the text, with the words as slot names; <c>&lt;eos&gt;</c> is that of its end, <c>&lt;unk&gt;</c> that of any word that is not known</description></item>
/// </list>
/// <para>Characteristics:</para>
/// <list type="table">
/// <listheader><term>question</term><description>answer</description></listheader>
/// <item><term>Machine learning task</term><description>language modelling</description></item>
/// <item><term>Is normalization required?</term><description>no: ML.NET's own NormalizeText is the first step of the fitted model</description></item>
/// <item><term>Is caching required?</term><description>no: the data is read once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML.NAO</term><description>TorchSharp-cpu or TorchSharp-cuda-linux, and Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>yes, by <see cref="NeuralArchitectureTransformer.SaveAsOnnx(Stream, bool)"/></description></item>
/// </list>
/// <para>
/// For training, rows are joined in random order to one text, in which <c>&lt;eos&gt;</c> stands before the first row and after each, as after the
/// lines of Penn Treebank. A row is served on its own: the network reads <c>&lt;eos&gt;</c> from a state of zeros, and then the row's words.
/// </para>
/// </remarks>
public sealed class NeuralLanguageModelEstimator : IEstimator<NeuralArchitectureTransformer>
{
    private readonly AutoCatalog _catalog;
    private readonly Architecture? _architecture;
    private readonly NeuralLanguageModelOptions _options;

    internal NeuralLanguageModelEstimator(AutoCatalog catalog, string? architecture, NeuralLanguageModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _catalog = catalog;
        _architecture = architecture is null ? null : options.Space.Parse(architecture);
        _options = options;
    }

    /// <summary>Searches, if no architecture is given, trains the best one at full length, exports it, and checks the export against the trained network.</summary>
    /// <param name="input">The training data. It is read once.</param>
    /// <returns>The fitted transformer, with the architecture and the trials.</returns>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names the column. No trial has begun.</exception>
    /// <exception cref="Studies.StudyFailedException">No trial completed; the message has the first failure's cause.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// The memory does not suffice for the final training, and there is no network of a trial either: the file beside the journal is missing or damaged. Otherwise
    /// the best trial's network is served as the search has trained it, and the log has a warning.
    /// </exception>
    /// <exception cref="Training.TrainingDivergedException">The final training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before a trial completed.</exception>
    public NeuralArchitectureTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ExperimentHost host = ExperimentHost.Resolve(_catalog);
        int seed = SearchSeed.Choose(_options.Seed ?? host.Seed, _architecture is null ? _options.JournalPath : null);
        LanguageModelData data = LanguageModelData.Read(host, input, _options, seed);
        var family = new LanguageModelFamily(_options, data);
        return _architecture is { } given ? Train(data, family, given, seed) : new LanguageModelSearch(data, family, _options, seed).Run();
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => LanguageModelShape.Get(inputSchema, _options.TextColumnName);

    private NeuralArchitectureTransformer Train(LanguageModelData data, LanguageModelFamily family, Architecture architecture, int seed)
    {
        using TrainedNetwork<RecurrentNetwork> trained = family.Train(architecture, seed, new FitReporter(_options.Progress));
        return Deployment.Deploy(data, trained.Network, _options.MaximumLength, (chain, exported) => new NeuralArchitectureTransformer(chain, exported, _options.Space, architecture)
        {
            ValidationMetric = trained.ValidationMetric,
            ParameterCount = trained.Network.ParameterCount,
        });
    }
}
