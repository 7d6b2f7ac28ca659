using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The rows that a trainer learns from, and which of their columns.</summary>
internal sealed class TrainingSet
{
    public TrainingSet(IDataView data, string featureName, string labelName, string weightName)
    {
        Data = data;
        Features = data.Schema[featureName];
        Label = data.Schema[labelName];
        Weight = weightName == null ? null : data.Schema[weightName];
        FeatureCount = Features.Type.GetVectorSize();
    }

    public IDataView Data { get; }

    public DataViewSchema.Column Features { get; }

    public DataViewSchema.Column Label { get; }

    public DataViewSchema.Column? Weight { get; }

    public int FeatureCount { get; }

    public TrainingCursor GetCursor(Random rand = null) => new(this, rand);
}
