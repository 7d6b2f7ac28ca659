namespace Microsoft.ML.SearchSpace.Option;

/// <summary>An <see cref="int" /> between two bounds. Numbers are rounded down, so only a position of 1 gives the upper bound.</summary>
public sealed class UniformIntOption : UniformNumericOption
{
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = MappingToFeatureSpace(Parameter.FromInt(value));
        }
    }

    public override double[] MappingToFeatureSpace(Parameter param)
        => base.MappingToFeatureSpace(Parameter.FromDouble(param.AsType<int>()));

    public override Parameter SampleFromFeatureSpace(double[] values)
        => Parameter.FromInt(Convert.ToInt32(Math.Floor(base.SampleFromFeatureSpace(values).AsType<double>())));
}
