using System.Diagnostics;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Trains and evaluates the pipeline that a trial describes.</summary>
internal sealed class SweepablePipelineRunner(
    MLContext context,
    SweepablePipeline pipeline,
    IEvaluateMetricManager metricManager,
    IDatasetManager datasetManager) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        try
        {
            using var registration = ct.Register(context.CancelExecution);
            return Task.FromResult(Run(settings));
        }
        catch (Exception exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception.InnerException);
        }
    }

    public void Dispose() => context.CancelExecution();

    private TrialResult Run(TrialSettings settings)
    {
        var watch = Stopwatch.StartNew();
        var parameter = settings.Parameter[AutoMLExperiment.PipelineSearchspaceName];
        var (model, metric) = datasetManager switch
        {
            ICrossValidateDatasetManager folds => CrossValidate(folds, parameter),
            ITrainValidateDatasetManager split => TrainAndValidate(split, settings, parameter),
            _ => throw new ArgumentException("IDatasetManager must be either ITrainTestDatasetManager or ICrossValidationDatasetManager"),
        };
        return new TrialResult
        {
            TrialSettings = settings,
            Model = model,
            Metric = metric,
            Loss = metricManager.IsMaximize ? -metric : metric,
            DurationInMilliseconds = watch.ElapsedMilliseconds,
        };
    }

    private (ITransformer Model, double Metric) CrossValidate(ICrossValidateDatasetManager data, Parameter parameter)
    {
        ITransformer first = null;
        var metrics = new List<double>();
        foreach (var split in context.Data.CrossValidationSplit(data.Dataset, data.Fold, data.SamplingKeyColumnName))
        {
            var model = pipeline.BuildFromOption(context, parameter).Fit(split.TrainSet);
            metrics.Add(metricManager.Evaluate(context, model.Transform(split.TestSet)));
            first ??= model;
        }

        return (first, metrics.Average());
    }

    private (ITransformer Model, double Metric) TrainAndValidate(ITrainValidateDatasetManager data, TrialSettings settings, Parameter parameter)
    {
        var model = pipeline.BuildFromOption(context, parameter).Fit(data.LoadTrainDataset(context, settings));
        return (model, metricManager.Evaluate(context, model.Transform(data.LoadValidateDataset(context, settings))));
    }
}
