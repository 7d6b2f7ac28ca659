namespace Microsoft.ML.AutoML;

/// <summary>Something that has a search space.</summary>
public interface ISweepable
{
    SearchSpace.SearchSpace SearchSpace { get; }
}
