using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the normalizer of one column in one pass.</summary>
internal abstract class NormalizerFit
{
    public static NormalizerFit Create(DataViewRow row, DataViewSchema.Column column, NormalizationOptions options)
        => column.Type.GetItemType() == NumberDataViewType.Single
            ? new NormalizerFit<float>(row, column, options)
            : new NormalizerFit<double>(row, column, options);

    public abstract void ProcessRow();

    public abstract ColumnNormalizer Finish();
}

internal sealed class NormalizerFit<T> : NormalizerFit
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly NormalizationOptions _options;
    private readonly DataViewType _type;
    private readonly SlotStatistics<T> _statistics;
    private readonly ValueGetter<T> _scalar;
    private readonly ValueGetter<VBuffer<T>> _vector;
    private VBuffer<T> _buffer;

    public NormalizerFit(DataViewRow row, DataViewSchema.Column column, NormalizationOptions options)
    {
        _options = options;
        _type = column.Type;
        int size = column.Type.GetValueCount();
        _statistics = options.Mode == NormalizationMode.MinMax ? new MinMaxStatistics<T>(size) : new MeanVarianceStatistics<T>(size);
        if (column.Type is VectorDataViewType)
            _vector = row.GetGetter<VBuffer<T>>(column);
        else
            _scalar = row.GetGetter<T>(column);
        _buffer = new VBuffer<T>(1, new T[1]);
    }

    public override void ProcessRow()
    {
        if (_scalar != null)
            _scalar(ref VBufferEditor.CreateFromBuffer(ref _buffer).Values[0]);
        else
            _vector(ref _buffer);
        _statistics.Add(in _buffer);
    }

    public override ColumnNormalizer Finish()
    {
        _statistics.Finish();
        return _statistics switch
        {
            MinMaxStatistics<T> minMax => minMax.ToNormalizer(_type, _options.FixZero),
            MeanVarianceStatistics<T> moments when _options.Mode == NormalizationMode.MeanVarianceCdf => moments.ToCdfNormalizer(_type),
            MeanVarianceStatistics<T> moments => moments.ToNormalizer(_type, _options.FixZero),
            _ => throw Contracts.Except($"No normalizer comes of {_statistics.GetType().Name}"),
        };
    }
}
