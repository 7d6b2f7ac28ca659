using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Moves over the rows that can be learnt from: those with a label, finite features and a positive weight.</summary>
internal sealed class TrainingCursor : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<float> _getLabel;
    private readonly ValueGetter<float> _getWeight;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private VBuffer<float> _features;
    private float _label;
    private float _weight = 1;

    public TrainingCursor(TrainingSet set, Random rand)
    {
        List<DataViewSchema.Column> columns = [set.Label, set.Features];
        if (set.Weight != null)
            columns.Add(set.Weight.Value);
        _cursor = set.Data.GetRowCursor(columns, rand);
        _getLabel = LabelReader.GetGetter(_cursor, set.Label);
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(set.Features);
        _getWeight = set.Weight == null ? null : _cursor.GetGetter<float>(set.Weight.Value);
    }

    public FeatureRow Features => new(_features);

    public float Label => _label;

    public float Weight => _weight;

    public long Skipped { get; private set; }

    public bool MoveNext()
    {
        while (_cursor.MoveNext())
        {
            if (Read())
                return true;
            Skipped++;
        }

        return false;
    }

    public VBuffer<float> CopyFeatures()
    {
        VBuffer<float> copy = default;
        _features.CopyTo(ref copy);
        return copy;
    }

    public void Dispose() => _cursor.Dispose();

    private bool Read()
    {
        _getLabel(ref _label);
        if (!float.IsFinite(_label))
            return false;

        _getWeight?.Invoke(ref _weight);
        if (!(_weight > 0 && float.IsFinite(_weight)))
            return false;

        _getFeatures(ref _features);
        return !_features.GetValues().ContainsAnyNonFinite();
    }
}
