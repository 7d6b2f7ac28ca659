using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The rows of a training set, in memory.</summary>
internal sealed class TrainingRows
{
    private readonly List<VBuffer<float>> _features = [];
    private readonly List<float> _labels = [];
    private readonly List<float> _weights = [];

    public TrainingRows(TrainingCursor cursor)
    {
        while (cursor.MoveNext())
        {
            _features.Add(cursor.CopyFeatures());
            _labels.Add(cursor.Label);
            _weights.Add(cursor.Weight);
            TotalWeight += cursor.Weight;
        }
    }

    public int Count => _labels.Count;

    public double TotalWeight { get; }

    public FeatureRow Features(int row) => new(_features[row]);

    public float Label(int row) => _labels[row];

    public float Weight(int row) => _weights[row];
}
