using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace.Option;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

/// <summary>Gives an experiment its data, its metric, its pipeline and the tuners that come with AutoML.</summary>
public static partial class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false)
    {
        if (subSamplingTrainDataset)
        {
            experiment.AddSearchSpace(nameof(TrainValidateDatasetManager), new SearchSpace.SearchSpace
            {
                { TrainValidateDatasetManager.SubSamplingKey, new UniformSingleOption(0, 1, false, 0.1f) },
            });
        }

        experiment.ServiceCollection.AddSingleton<IDatasetManager>(new TrainValidateDatasetManager(train, validation));
        return experiment;
    }

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, TrainTestData trainValidationSplit)
        => experiment.SetDataset(trainValidationSplit.TrainSet, trainValidationSplit.TestSet);

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string samplingKeyColumnName = null)
    {
        experiment.ServiceCollection.AddSingleton<IDatasetManager>(new CrossValidateDatasetManager(dataset, fold, samplingKeyColumnName));
        return experiment;
    }

    /// <summary>Sets a runner, a monitor and a tuner for a pipeline; what is set after this replaces them.</summary>
    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline)
    {
        experiment.AddSearchSpace(AutoMLExperiment.PipelineSearchspaceName, pipeline.SearchSpace);
        experiment.ServiceCollection.AddSingleton(pipeline);
        return experiment
            .SetTrialRunner<SweepablePipelineRunner>()
            .SetMonitor<MLContextMonitor>()
            .SetTuner<EciCostFrugalTuner>();
    }

    public static AutoMLExperiment SetPerformanceMonitor(this AutoMLExperiment experiment, int checkIntervalInMilliseconds = 1000)
        => experiment.SetPerformanceMonitor(services => new DefaultPerformanceMonitor(
            services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>(),
            services.GetService<IChannel>(),
            checkIntervalInMilliseconds));

    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(this AutoMLExperiment experiment, Func<IServiceProvider, TPerformanceMonitor> factory)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.ServiceCollection.AddTransient<IPerformanceMonitor>(factory);
        return experiment;
    }

    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(this AutoMLExperiment experiment)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.ServiceCollection.AddTransient<IPerformanceMonitor, TPerformanceMonitor>();
        return experiment;
    }

    public static AutoMLExperiment SetCostFrugalTuner(this AutoMLExperiment experiment)
        => experiment.SetTuner(services => new CostFrugalTuner(services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>()));

    /// <summary>For an experiment that has a pipeline.</summary>
    public static AutoMLExperiment SetEciCostFrugalTuner(this AutoMLExperiment experiment)
        => experiment.SetTuner<EciCostFrugalTuner>();

    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null)
        => experiment.SetTuner(services =>
        {
            var settings = services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>();
            return new RandomSearchTuner(settings.SearchSpace, seed ?? settings.Seed);
        });

    public static AutoMLExperiment SetGridSearchTuner(this AutoMLExperiment experiment, int step = 10)
        => experiment.SetTuner(services =>
            new GridSearchTuner(services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().SearchSpace, step));

    /// <summary>Adds the results to a file when the experiment ends, and counts trials on from those that are there.</summary>
    public static AutoMLExperiment SetCheckpoint(this AutoMLExperiment experiment, string folder)
    {
        Directory.CreateDirectory(folder);
        experiment.ServiceCollection.AddSingleton<ITrialResultManager>(services =>
        {
            var space = services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().SearchSpace;
            var metric = services.GetService<IMetricManager>();
            var name = string.Create(CultureInfo.InvariantCulture, $"trialResults-{space.GetHashCode()}");
            var file = metric is null ? $"{name}.csv" : $"{name}-{metric.MetricName}.csv";
            return new CsvTrialResultManager(Path.Combine(folder, file), space);
        });
        return experiment;
    }
}
