using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes views, and views of views.</summary>
public sealed partial class DataOperationsCatalog
{
    internal DataOperationsCatalog(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }

    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckParam(testFraction > 0 && testFraction < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        return DataSplitter.TrainTestSplit(Environment, data, testFraction, samplingKeyColumnName, seed);
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        IDataView split = DataSplitter.AddSplitColumn(Environment, data, samplingKeyColumnName, seed, out string splitColumn);
        return [.. DataSplitter.CrossValidationSplit(Environment, split, splitColumn, numberOfFolds)];
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Environment.CheckValue(input, nameof(input));
        var columns = new List<DataViewSchema.Column>();
        foreach (string name in columnsToPrefetch ?? [])
        {
            columns.Add(input.Schema.GetColumnOrNull(name)
                ?? throw Environment.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name));
        }

        return new CacheDataView(Environment, input, columns);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckUserArg(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffledDataView(Environment, input, seed, shufflePoolSize, shuffleSource);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckUserArg(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, skip: count, take: long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckUserArg(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, skip: 0, take: count);
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckNonEmpty(columnName, nameof(columnName));
        Environment.CheckParam(lowerBound < upperBound, nameof(upperBound), "Must be less than lowerBound");
        DataViewType type = input.Schema[columnName].Type;
        if (type is not NumberDataViewType)
            throw Environment.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "number", type.ToString());
        return new RangeFilter(Environment, input, columnName, lowerBound, upperBound);
    }

    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckNonEmpty(columnName, nameof(columnName));
        Environment.CheckParam(lowerBound is >= 0 and <= 1, nameof(lowerBound), "Must be in [0, 1]");
        Environment.CheckParam(upperBound is >= 0 and <= 1, nameof(upperBound), "Must be in [0, 1]");
        Environment.CheckParam(lowerBound <= upperBound, nameof(upperBound), "Must be no less than lowerBound");
        DataViewType type = input.Schema[columnName].Type;
        if (type.GetKeyCount() == 0)
            throw Environment.ExceptSchemaMismatch(nameof(columnName), "filter", columnName, "KeyType", type.ToString());
        return new RangeFilter(Environment, input, columnName, lowerBound, upperBound);
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Environment.CheckValue(input, nameof(input));
        Environment.CheckUserArg(columns is { Length: > 0 }, nameof(columns));
        return new MissingValueFilter(Environment, input, columns);
    }

    /// <summary>The two parts of a split.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
