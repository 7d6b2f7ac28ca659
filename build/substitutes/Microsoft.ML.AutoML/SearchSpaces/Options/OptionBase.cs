namespace Microsoft.ML.SearchSpace.Option;

/// <summary>One thing to choose, mapped to and from numbers between 0 and 1.</summary>
public abstract class OptionBase
{
    /// <summary>The default choice in feature space.</summary>
    public virtual double[] Default { get; protected set; }

    /// <summary>How many numbers describe a choice.</summary>
    public abstract int FeatureSpaceDim { get; }

    /// <summary>How many values a grid has along each dimension; null leaves that to the grid.</summary>
    public abstract int?[] Step { get; }

    public abstract double[] MappingToFeatureSpace(Parameter value);

    public abstract Parameter SampleFromFeatureSpace(double[] values);
}
