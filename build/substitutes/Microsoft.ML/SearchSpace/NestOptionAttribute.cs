namespace Microsoft.ML.SearchSpace;

/// <summary>Says that a member's type has options of its own.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class NestOptionAttribute : Attribute
{
    public NestOptionAttribute()
    {
    }
}
