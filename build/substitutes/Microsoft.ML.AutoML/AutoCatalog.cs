using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>What AutoML offers to a context.</summary>
public sealed class AutoCatalog
{
    private readonly MLContext _context;

    internal AutoCatalog(MLContext context) => _context = context;

    public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null)
        => new(_context, settings ?? new AutoMLExperiment.AutoMLExperimentSettings());

    /// <summary>An estimator that a function builds from objects of the search space's type.</summary>
    public SweepableEstimator CreateSweepableEstimator<T>(Func<MLContext, T, IEstimator<ITransformer>> factory, SearchSpace<T> ss = null)
        where T : class, new()
        => new((context, parameter) => factory(context, parameter.AsType<T>()), ss);
}
