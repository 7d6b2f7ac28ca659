namespace Microsoft.ML.Data;

/// <summary>A model that also turns its score into the probability of the positive class.</summary>
internal interface IProbabilityModel
{
    float PredictProbability(float score);
}
