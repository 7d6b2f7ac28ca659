namespace Microsoft.ML.SearchSpace;

/// <summary>The search space that the attributes of a type's fields and properties describe.</summary>
/// <typeparam name="T">The type of the points.</typeparam>
public sealed class SearchSpace<T> : SearchSpace
    where T : class, new()
{
    public SearchSpace()
        : base(typeof(T))
    {
    }

    /// <summary>Takes what the options leave out from an object.</summary>
    public SearchSpace(T defaultOption)
        : base(typeof(T), Parameter.FromObject(defaultOption))
    {
    }

    public new T SampleFromFeatureSpace(double[] feature) => base.SampleFromFeatureSpace(feature).AsType<T>();

    public double[] MappingToFeatureSpace(T input) => MappingToFeatureSpace(Parameter.FromObject(input));
}
