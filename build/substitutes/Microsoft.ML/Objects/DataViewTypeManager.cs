namespace Microsoft.ML.Data;

/// <summary>The .NET types that stand for data view types of other packages.</summary>
public static class DataViewTypeManager
{
    private static readonly HashSet<Type> _builtIn =
    [
        typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(string), typeof(ReadOnlySpan<char>), typeof(ReadOnlyMemory<char>), typeof(VBuffer<>),
        typeof(Nullable<>), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DataViewRowId),
    ];

    private static readonly object _lock = new();
    private static readonly List<(Type Type, DataViewTypeAttribute Attribute, DataViewType DataViewType)> _registered = [];

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        lock (_lock)
        {
            if (_builtIn.Contains(type))
            {
                throw Contracts.ExceptParam(
                    nameof(type),
                    $"Type {type} has been registered as ML.NET's default supported type, so it can't not be registered again.");
            }

            foreach ((Type knownType, DataViewTypeAttribute attribute, DataViewType known) in _registered)
            {
                bool sameRaw = knownType == type && Equals(attribute, typeAttribute);
                bool sameView = known.Equals(dataViewType);
                if (sameRaw && sameView)
                    return;
                if (sameRaw)
                {
                    throw Contracts.ExceptParam(
                        nameof(type),
                        $"Repeated type register. The raw type {type} has been associated with {known} so it cannot be associated with {dataViewType}.");
                }

                if (sameView)
                {
                    throw Contracts.ExceptParam(
                        nameof(dataViewType),
                        $"Repeated type register. The DataView type {dataViewType} has been associated with {knownType} so it cannot be associated with {type}.");
                }
            }

            _registered.Add((type, typeAttribute, dataViewType));
        }
    }

    /// <summary>The type that a member's .NET type and attributes are registered for, or null.</summary>
    internal static DataViewType GetDataViewTypeOrNull(Type type, IEnumerable<Attribute> attributes)
    {
        DataViewTypeAttribute[] marks = [.. (attributes ?? []).OfType<DataViewTypeAttribute>()];
        if (marks.Length > 1)
            throw Contracts.ExceptParam(nameof(type), $"Type {type.Name} cannot be marked with multiple attributes derived from {typeof(DataViewTypeAttribute)}.");
        DataViewTypeAttribute mark = marks.FirstOrDefault();
        lock (_lock)
            return _registered.FirstOrDefault(entry => entry.Type == type && Equals(entry.Attribute, mark)).DataViewType;
    }

    private static bool Equals(DataViewTypeAttribute left, DataViewTypeAttribute right)
        => left == null ? right == null : right != null && left.Equals(right);
}
