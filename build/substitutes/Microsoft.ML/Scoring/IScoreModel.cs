namespace Microsoft.ML.Data;

/// <summary>A model that scores a row's features.</summary>
internal interface IScoreModel<TScore>
{
    int FeatureCount { get; }

    void Score(in VBuffer<float> features, ref TScore score);
}
