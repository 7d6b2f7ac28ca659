using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Looks at the first rows.</summary>
public static class DebuggerExtensions
{
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = DataDebuggerPreview.DefaultMaxRows) => new(data, maxRows);

    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = DataDebuggerPreview.DefaultMaxRows)
        => new(transformer.Transform(data), maxRows);

    public static DataDebuggerPreview Preview(
        this IEstimator<ITransformer> estimator,
        IDataView data,
        int maxRows = DataDebuggerPreview.DefaultMaxRows,
        int maxTrainingRows = DataDebuggerPreview.DefaultMaxRows)
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(maxRows >= 0, nameof(maxRows));
        Contracts.CheckParam(maxTrainingRows >= 0, nameof(maxTrainingRows));
        return new DataDebuggerPreview(estimator.Fit(new SkipTakeView(data, skip: 0, take: maxTrainingRows)).Transform(data), maxRows);
    }
}
