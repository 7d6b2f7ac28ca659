using Microsoft.ML.Hashing;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>
/// Splits a view by a column of numbers in [0, 1): random ones, or ones that follow from a key, so that rows with the same key stay together.
/// </summary>
internal static class DataSplitter
{
    private const string SplitColumnName = "SplitColumn";
    private const int HashBits = 30;

    public static DataOperationsCatalog.TrainTestData TrainTestSplit(
        IHostEnvironment env, IDataView data, double testFraction, string samplingKeyColumn, int? seed)
    {
        IDataView split = AddSplitColumn(env, data, samplingKeyColumn, seed, out string column);
        return Split(env, split, column, 0, testFraction, includeMax: null);
    }

    public static IEnumerable<DataOperationsCatalog.TrainTestData> CrossValidationSplit(
        IHostEnvironment env, IDataView data, string splitColumn, int numberOfFolds)
    {
        for (int fold = 0; fold < numberOfFolds; fold++)
            yield return Split(env, data, splitColumn, (double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, includeMax: true);
    }

    public static IDataView AddSplitColumn(IHostEnvironment env, IDataView data, string samplingKeyColumn, int? seed, out string splitColumn)
    {
        splitColumn = data.Schema.GetTempColumnName(SplitColumnName);
        int? seedToUse = seed ?? (env as IHostEnvironmentInternal)?.Seed;
        if (samplingKeyColumn == null)
            return new RandomNumberView(data, splitColumn, (uint)(seedToUse ?? RandomNumberView.DefaultSeed));

        DataViewSchema.Column key = data.Schema.GetColumnOrNull(samplingKeyColumn)
            ?? throw env.ExceptSchemaMismatch(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        if (key.Type.IsStandardNumber())
            return Apply(data, NormalizingEstimator.MinMax(env, splitColumn, samplingKeyColumn, fixZero: false));
        if (RangeFilter.IsValidColumnType(key.Type))
            return Apply(data, new ColumnCopyingEstimator(env, (splitColumn, samplingKeyColumn)));

        string hashed = samplingKeyColumn;
        if (key.Type.GetItemType() is DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType)
        {
            data = Apply(data, new TypeConvertingEstimator(env, DataKind.Int64, (splitColumn, samplingKeyColumn)));
            hashed = splitColumn;
        }

        var options = new HashingEstimator.ColumnOptions(splitColumn, hashed, HashBits, combine: true);
        if (seedToUse is int hashSeed)
            options = new HashingEstimator.ColumnOptions(splitColumn, hashed, HashBits, (uint)hashSeed, combine: true);
        return Apply(data, new HashingEstimator(env, options));
    }

    private static IDataView Apply<TTransformer>(IDataView data, IEstimator<TTransformer> estimator)
        where TTransformer : class, ITransformer
        => estimator.Fit(data).Transform(data);

    private static DataOperationsCatalog.TrainTestData Split(
        IHostEnvironment env, IDataView data, string column, double min, double max, bool? includeMax)
        => new(
            Drop(env, new RangeFilter(env, data, column, min, max, complement: true, includeMax), column),
            Drop(env, new RangeFilter(env, data, column, min, max, complement: false, includeMax), column));

    private static IDataView Drop(IHostEnvironment env, IDataView data, string column)
        => ColumnSelectingTransformer.CreateDrop(env, data, column);
}
