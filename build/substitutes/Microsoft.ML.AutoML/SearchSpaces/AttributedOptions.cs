using System.Reflection;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>Reads options from the attributes of a type's fields and properties.</summary>
internal static class AttributedOptions
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;

    public static Dictionary<string, OptionBase> Of(Type type)
    {
        var options = new Dictionary<string, OptionBase>();
        foreach (var field in type.GetFields(Members))
        {
            Add(options, field, field.FieldType);
        }

        foreach (var property in type.GetProperties(Members))
        {
            Add(options, property, property.PropertyType);
        }

        return options;
    }

    private static void Add(Dictionary<string, OptionBase> options, MemberInfo member, Type type)
    {
        if (Read(member, type) is { } option)
        {
            options.Add(member.Name, option);
        }
    }

    private static OptionBase Read(MemberInfo member, Type type)
    {
        if (member.GetCustomAttribute<ChoiceAttribute>(false) is { } choice)
        {
            return new ChoiceOption(choice.Candidates, choice.DefaultValue);
        }

        if (member.GetCustomAttribute<RangeAttribute>(false) is { } range)
        {
            return Range(range, member);
        }

        if (member.GetCustomAttribute<BooleanChoiceAttribute>(false) is { } boolean)
        {
            return new ChoiceOption([true, false], boolean.DefaultValue);
        }

        return member.IsDefined(typeof(NestOptionAttribute), false) ? new SearchSpace(Of(type)) : null;
    }

    private static OptionBase Range(RangeAttribute range, MemberInfo member) => (range.Min, range.Max, range.Init) switch
    {
        (double min, double max, var init) => new UniformDoubleOption(min, max, range.LogBase, (double?)init),
        (int min, int max, var init) => new UniformIntOption(min, max, range.LogBase, (int?)init),
        (float min, float max, var init) => new UniformSingleOption(min, max, range.LogBase, (float?)init),
        _ => throw new ArgumentException($"The range of {member.DeclaringType}.{member.Name} is neither of int nor of float nor of double."),
    };
}
