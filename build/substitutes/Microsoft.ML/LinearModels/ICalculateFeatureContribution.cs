namespace Microsoft.ML.Trainers;

/// <summary>A model that can say what each feature contributes to a score.</summary>
public interface ICalculateFeatureContribution
{
    FeatureContributionCalculator FeatureContributionCalculator { get; }
}
