using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What the members of a user's class are as columns.</summary>
internal static class MemberTypes
{
    public static MemberInfo[] Of(Type userType, SchemaDefinition.Direction direction)
    {
        Contracts.CheckValue(userType, nameof(userType));
        bool reads = direction.HasFlag(SchemaDefinition.Direction.Read);
        bool writes = direction.HasFlag(SchemaDefinition.Direction.Write);
        IEnumerable<MemberInfo> fields = userType.GetFields(BindingFlags.Public | BindingFlags.Instance);
        IEnumerable<MemberInfo> properties = userType
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && ((reads && p.GetGetMethod() != null) || (writes && p.GetSetMethod() != null)));
        return [.. fields, .. properties];
    }

    public static bool IsColumn(MemberInfo member)
        => TypeOf(member) != typeof(IChannel)
            && member is not FieldInfo { IsLiteral: true }
            && member.GetCustomAttribute<NoColumnAttribute>() == null;

    public static Type TypeOf(MemberInfo member)
        => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The type of one value, and whether there are many; text is what a view calls it.</summary>
    public static Type ItemTypeOf(Type rawType, out bool isVector)
    {
        Type item = rawType.IsArray
            ? rawType.GetElementType()
            : rawType.IsGenericType && rawType.GetGenericTypeDefinition() == typeof(VBuffer<>) ? rawType.GetGenericArguments()[0] : null;
        isVector = item != null;
        item ??= rawType;
        return item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
    }

    /// <summary>As <see cref="ItemTypeOf"/>, and refuses what no data view type stands for.</summary>
    public static Type CheckedItemType(string name, Type rawType, IEnumerable<Attribute> attributes, out bool isVector)
    {
        Type item = ItemTypeOf(rawType, out isVector);
        if (!IsKnown(item, attributes))
        {
            throw Contracts.ExceptParam(
                nameof(rawType), $"Could not determine an IDataView type and registered custom types for member {name}");
        }

        return item;
    }

    public static bool IsKnown(Type itemType, IEnumerable<Attribute> attributes)
        => ColumnTypeExtensions.PrimitiveTypeOrNull(itemType) != null || DataViewTypeManager.GetDataViewTypeOrNull(itemType, attributes) != null;
}
