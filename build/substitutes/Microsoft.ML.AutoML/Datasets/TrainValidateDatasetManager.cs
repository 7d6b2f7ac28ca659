namespace Microsoft.ML.AutoML;

/// <summary>Gives each trial the whole training data, or the share of it that the trial's parameter asks for.</summary>
internal sealed class TrainValidateDatasetManager(IDataView train, IDataView validation) : ITrainValidateDatasetManager
{
    public const string SubSamplingKey = "TrainValidateDatasetSubsamplingKey";

    // An empty sample would fail the trial.
    private const long FewestRows = 10;

    private readonly Lazy<long> _rowCount = new(() => CountRows(train));

    public IDataView LoadTrainDataset(MLContext context, TrialSettings settings)
    {
        if (settings is not null
            && settings.Parameter.TryGetValue(nameof(TrainValidateDatasetManager), out var own)
            && own.TryGetValue(SubSamplingKey, out var share)
            && share.AsType<double>() is var ratio and < 1.0)
        {
            return context.Data.TakeRows(train, Math.Max((long)(ratio * _rowCount.Value), FewestRows));
        }

        return train;
    }

    public IDataView LoadValidateDataset(MLContext context, TrialSettings settings) => validation;

    private static long CountRows(IDataView data)
    {
        if (data.GetRowCount() is { } known)
        {
            return known;
        }

        using var cursor = data.GetRowCursor([]);
        long count = 0;
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }
}
