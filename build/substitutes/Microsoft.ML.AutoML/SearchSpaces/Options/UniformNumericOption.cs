namespace Microsoft.ML.SearchSpace.Option;

/// <summary>A number between two bounds, evenly spread or evenly spread in its logarithm.</summary>
public abstract class UniformNumericOption : OptionBase
{
    public UniformNumericOption(double min, double max, bool logBase = false)
    {
        Min = min;
        Max = max;
        LogBase = logBase;
        Default = [0.0];
    }

    public double Min { get; }

    public double Max { get; }

    public bool LogBase { get; }

    public override int FeatureSpaceDim => 1;

    public override int?[] Step => [null];

    public override double[] MappingToFeatureSpace(Parameter param)
    {
        var (value, min, max) = (param.AsType<double>(), Min, Max);
        if (LogBase)
        {
            (value, min, max) = (Math.Log(value), Math.Log(min), Math.Log(max));
        }

        // Two quotients, not one: the last digit is then the real package's.
        var range = max - min;
        return [(value / range) - (min / range)];
    }

    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        var position = values[0];
        return Parameter.FromDouble(LogBase ? Min * Math.Pow(Max / Min, position) : Min + ((Max - Min) * position));
    }
}
