using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Chooses among a pipeline's alternatives by what an improvement is expected to cost, and searches each of them on its own.</summary>
internal sealed class EciCostFrugalTuner : ITuner
{
    private const string SchemaName = "_SCHEMA_";

    private readonly PipelineProposer _proposer;
    private readonly Dictionary<string, CostFrugalTuner> _tuners;
    private readonly Parameter _default;

    public EciCostFrugalTuner(SweepablePipeline sweepablePipeline, AutoMLExperiment.AutoMLExperimentSettings settings, ITrialResultManager history = null)
    {
        var space = settings.SearchSpace;
        _proposer = new PipelineProposer(sweepablePipeline, settings.Seed);
        _default = space.SampleFromFeatureSpace(space.Default)[AutoMLExperiment.PipelineSearchspaceName];
        _tuners = sweepablePipeline.Schemas.ToDictionary(schema => schema, schema =>
        {
            var own = new SearchSpace.SearchSpace(space)
            {
                [AutoMLExperiment.PipelineSearchspaceName] = sweepablePipeline.BuildSweepableEstimatorPipeline(schema).SearchSpace,
            };
            return new CostFrugalTuner(own, settings.Seed);
        });

        foreach (var result in history?.GetAllTrialResults() ?? [])
        {
            Update(result);
        }
    }

    public Parameter Propose(TrialSettings settings)
    {
        var parameter = _tuners[_proposer.Propose()].Propose(settings);

        // The real package puts these beside the pipeline's parameter, not into it.
        foreach (var key in _default.Keys)
        {
            if (!parameter.ContainsKey(key))
            {
                parameter[key] = _default[key];
            }
        }

        settings.Parameter = parameter;
        return parameter;
    }

    public void Update(TrialResult result)
    {
        var schema = result.TrialSettings.Parameter[AutoMLExperiment.PipelineSearchspaceName][SchemaName].AsType<string>();
        _proposer.Update(result, schema);
        if (_tuners.TryGetValue(schema, out var tuner))
        {
            tuner.Update(result);
        }
    }
}
