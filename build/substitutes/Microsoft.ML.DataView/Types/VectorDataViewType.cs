using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>A vector with dimensions; a dimension of 0 is unknown, and makes the size unknown.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : base(VBufferOf(itemType))
    {
        Check.Param(size >= 0, nameof(size));
        ItemType = itemType;
        Size = size;
        Dimensions = [size];
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : base(VBufferOf(itemType))
    {
        Check.Param(dimensions is { Length: > 0 } && dimensions.All(d => d >= 0), nameof(dimensions));
        ItemType = itemType;
        Dimensions = [.. dimensions];
        Size = Product(Dimensions);
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(VBufferOf(itemType))
    {
        Check.Param(dimensions.Length > 0 && dimensions.All(d => d >= 0), nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        Size = Product(dimensions);
    }

    public ImmutableArray<int> Dimensions { get; }

    public PrimitiveDataViewType ItemType { get; }

    public int Size { get; }

    public bool IsKnownSize => Size > 0;

    public override bool Equals(DataViewType other)
        => ReferenceEquals(this, other)
            || (other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Dimensions.AsSpan().SequenceEqual(vector.Dimensions.AsSpan()));

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(ItemType);
        foreach (int dimension in Dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    public override string ToString()
    {
        if (Dimensions.Length == 1)
            return Size > 0 ? $"Vector<{ItemType}, {Size}>" : $"Vector<{ItemType}>";
        return $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d > 0 ? d.ToString(System.Globalization.CultureInfo.InvariantCulture) : "*"))}>";
    }

    private static Type VBufferOf(PrimitiveDataViewType itemType)
        => typeof(VBuffer<>).MakeGenericType(Check.Value(itemType, nameof(itemType)).RawType);

    private static int Product(ImmutableArray<int> dimensions)
    {
        int size = 1;
        foreach (int dimension in dimensions)
            size = checked(size * dimension);
        return size;
    }
}
