using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Hosting;

namespace Microsoft.ML.NAO;

/// <summary>
/// Searches the network that predicts a label best from images, from the values of a table or from texts, and trains it. Create it by <c>mlContext.Auto().NeuralArchitecture(…)</c>.
/// </summary>
/// <remarks>
/// <para>Input and output columns:</para>
/// <list type="table">
/// <listheader><term>column</term><description>type</description></listheader>
/// <item><term>label (input)</term><description>a key, a Boolean or a Single: multiclass classification, binary classification, regression</description></item>
/// <item><term>features (input)</term><description>a vector of Single of a fixed size, images or not, or a text</description></item>
/// <item><term>weight (input, optional)</term><description>a Single</description></item>
/// <item><term><c>Score</c></term><description>a vector of Single, the probability of each class; a Single, the log-odds or the value, for the others</description></item>
/// <item><term><c>PredictedLabel</c></term><description>a key with the label's key values, or a Boolean; none where a value is predicted</description></item>
/// <item><term><c>Probability</c></term><description>a Single, of the positive class, where the label is a Boolean</description></item>
/// </list>
/// <para>Characteristics:</para>
/// <list type="table">
/// <listheader><term>question</term><description>answer</description></listheader>
/// <item><term>Machine learning task</term><description>multiclass classification, binary classification, regression</description></item>
/// <item><term>Is normalization required?</term><description>no: it is part of the network</description></item>
/// <item><term>Is caching required?</term><description>no: the data is read once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML.NAO</term><description>TorchSharp-cpu or TorchSharp-cuda-linux, and Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>yes, by <see cref="NeuralArchitectureTransformer.SaveAsOnnx(Stream, bool)"/></description></item>
/// </list>
/// </remarks>
public sealed class NeuralArchitectureEstimator : IEstimator<NeuralArchitectureTransformer>
{
    private readonly AutoCatalog _catalog;
    private readonly NeuralArchitectureOptions _options;

    internal NeuralArchitectureEstimator(AutoCatalog catalog, NeuralArchitectureOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _catalog = catalog;
        _options = options;
    }

    /// <summary>Searches, trains the best architecture at full length, exports it, and checks the export against the trained network.</summary>
    /// <param name="input">The training data. It is read once.</param>
    /// <returns>The fitted transformer, with the architecture and the trials.</returns>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names the column and the row. No trial has begun.</exception>
    /// <exception cref="Studies.StudyFailedException">No trial completed; the message has the first failure's cause.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// The memory does not suffice for the final training, and there is no network of a trial either: the file beside the journal is missing or damaged. Otherwise
    /// the best trial's network is served as the search has trained it, and the log has a warning.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled before a trial completed.</exception>
    public NeuralArchitectureTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ExperimentHost host = ExperimentHost.Resolve(_catalog);
        return new ArchitectureSearch(PredictionData.Read(host, input, _options), _options).Run();
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        OutputShape.Get(inputSchema, _options.LabelColumnName, _options.FeatureColumnName);
}
