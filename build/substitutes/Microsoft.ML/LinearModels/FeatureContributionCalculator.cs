namespace Microsoft.ML.Trainers;

/// <summary>Stands for a model whose features' contributions can be calculated.</summary>
public sealed class FeatureContributionCalculator
{
    internal FeatureContributionCalculator(ICalculateFeatureContribution model) => Model = model;

    internal ICalculateFeatureContribution Model { get; }
}
