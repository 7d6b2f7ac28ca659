namespace Microsoft.ML.SearchSpace;

/// <summary>Says that a member takes one of several values.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class ChoiceAttribute : Attribute
{
    public ChoiceAttribute(params object[] candidates)
        : this(candidates, null)
    {
    }

    public ChoiceAttribute(object[] candidates, object defaultValue)
    {
        Candidates = candidates;
        DefaultValue = defaultValue;
    }

    public object[] Candidates { get; }

    public object DefaultValue { get; }
}
