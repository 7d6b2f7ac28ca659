namespace Microsoft.ML.SearchSpace.Option;

/// <summary>Named options side by side: their numbers follow each other in the order of the names.</summary>
internal static class OptionSet
{
    public static int Dimensions(IDictionary<string, OptionBase> options) => options.Values.Sum(option => option.FeatureSpaceDim);

    public static double[] Default(IDictionary<string, OptionBase> options) => [.. Ordered(options).SelectMany(option => option.Value.Default)];

    public static int?[] Step(IDictionary<string, OptionBase> options) => [.. Ordered(options).SelectMany(option => option.Value.Step)];

    public static double[] Map(IDictionary<string, OptionBase> options, Parameter parameter)
        => [.. Ordered(options).SelectMany(option => option.Value.MappingToFeatureSpace(parameter[option.Key]))];

    public static Parameter Sample(IDictionary<string, OptionBase> options, double[] features)
    {
        var parameter = Parameter.CreateNestedParameter();
        var start = 0;
        foreach (var (key, option) in Ordered(options))
        {
            double[] own = [.. features.Skip(start).Take(option.FeatureSpaceDim)];
            parameter[key] = option.SampleFromFeatureSpace(own);
            start += option.FeatureSpaceDim;
        }

        return parameter;
    }

    private static IOrderedEnumerable<KeyValuePair<string, OptionBase>> Ordered(IDictionary<string, OptionBase> options)
        => options.OrderBy(option => option.Key);
}
