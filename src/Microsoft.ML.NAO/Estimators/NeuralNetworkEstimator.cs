using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Fitting;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO;

/// <summary>
/// Trains the network of a given architecture. Create it by <c>mlContext.Auto().NeuralNetwork(…)</c>. Its columns and
/// characteristics are those of <see cref="NeuralArchitectureEstimator"/>.
/// </summary>
public sealed class NeuralNetworkEstimator : IEstimator<NeuralArchitectureTransformer>
{
    private readonly AutoCatalog _catalog;
    private readonly string _architecture;
    private readonly NeuralNetworkOptions _options;

    internal NeuralNetworkEstimator(AutoCatalog catalog, string architecture, NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(architecture);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        options.CheckArchitecture(architecture);
        _catalog = catalog;
        _architecture = architecture;
        _options = options;
    }

    /// <summary>Trains the network, exports it, and checks the export against the trained network.</summary>
    /// <param name="input">The training data. It is read once.</param>
    /// <returns>The fitted transformer.</returns>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names the column and the row.</exception>
    /// <exception cref="InsufficientMemoryException">The memory does not suffice: on a CPU by an estimate before the training, or in it.</exception>
    /// <exception cref="Training.TrainingDivergedException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public NeuralArchitectureTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ExperimentHost host = ExperimentHost.Resolve(_catalog);
        PredictionData data = PredictionData.Read(host, input, _options);
        NetworkFamily family = NetworkFamily.For(data, _options);
        Architecture architecture = family.Space.Parse(_architecture);
        int seed = _options.Seed ?? host.Seed ?? Random.Shared.Next();
        using TrainedNetwork<PredictionNetwork> trained = FinalTrainer.Train(
            data, family, architecture, family.FinalTraining, seed, new FitReporter(_options.Progress), _options.CancellationToken);
        return Deployment.Deploy(data, trained.Network, (chain, exported) => new NeuralArchitectureTransformer(chain, exported, family.Space, architecture)
        {
            ValidationMetric = trained.ValidationMetric,
            ParameterCount = trained.Network.Statistics.Parameters,
        });
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        OutputShape.Get(inputSchema, _options.LabelColumnName, _options.FeatureColumnName);
}
