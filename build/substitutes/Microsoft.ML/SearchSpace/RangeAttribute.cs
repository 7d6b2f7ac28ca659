namespace Microsoft.ML.SearchSpace;

/// <summary>Says that a member is a number between two bounds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class RangeAttribute : Attribute
{
    public RangeAttribute(double min, double max, bool logBase = false)
        : this(min, max, (object)null, logBase)
    {
    }

    public RangeAttribute(double min, double max, double init, bool logBase = false)
        : this(min, max, (object)init, logBase)
    {
    }

    public RangeAttribute(int min, int max, bool logBase = false)
        : this(min, max, (object)null, logBase)
    {
    }

    public RangeAttribute(int min, int max, int init, bool logBase = false)
        : this(min, max, (object)init, logBase)
    {
    }

    public RangeAttribute(float min, float max, bool logBase = false)
        : this(min, max, (object)null, logBase)
    {
    }

    public RangeAttribute(float min, float max, float init, bool logBase = false)
        : this(min, max, (object)init, logBase)
    {
    }

    private RangeAttribute(object min, object max, object init, bool logBase)
    {
        Min = min;
        Max = max;
        Init = init;
        LogBase = logBase;
    }

    public object Min { get; }

    public object Max { get; }

    /// <summary>The default; null if there is none.</summary>
    public object Init { get; }

    public bool LogBase { get; }
}
