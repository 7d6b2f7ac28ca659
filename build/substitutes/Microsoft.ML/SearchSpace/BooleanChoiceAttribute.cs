namespace Microsoft.ML.SearchSpace;

/// <summary>Says that a member is true or false.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class BooleanChoiceAttribute : Attribute
{
    public BooleanChoiceAttribute()
        : this(true)
    {
    }

    public BooleanChoiceAttribute(bool defaultValue) => DefaultValue = defaultValue;

    public bool DefaultValue { get; }
}
