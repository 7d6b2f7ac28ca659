namespace Microsoft.ML.Data;

/// <summary>The type of a column.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
        => RawType = Check.Value(rawType, nameof(rawType));

    public Type RawType { get; }

    public abstract bool Equals(DataViewType other);
}
