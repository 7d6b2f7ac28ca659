using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns that a user's class stands for; what is here wins over the attributes of the class.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are read into a view, written from one, or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName);
        set
        {
            Contracts.CheckValue(value, nameof(value));
            Contracts.CheckParam(
                value.ColumnName == columnName,
                nameof(columnName),
                $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            int index = FindIndex(column => column.ColumnName == columnName);
            if (index >= 0)
                this[index] = value;
            else
                Add(value);
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (MemberInfo member in MemberTypes.Of(userType, direction).Where(MemberTypes.IsColumn))
        {
            Attribute[] attributes = [.. member.GetCustomAttributes()];
            DataViewTypeAttribute[] marks = [.. attributes.OfType<DataViewTypeAttribute>()];
            Contracts.CheckParam(
                marks.Length <= 1,
                nameof(userType),
                $"Member {member.Name} cannot be marked with multiple attributes derived from {typeof(DataViewTypeAttribute)}.");
            marks.FirstOrDefault()?.Register();

            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            Contracts.CheckParam(names.Add(name), nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, ColumnTypeOf(member, attributes), name));
        }

        return definition;
    }

    private static DataViewType ColumnTypeOf(MemberInfo member, Attribute[] attributes)
    {
        Type item = MemberTypes.CheckedItemType(member.Name, MemberTypes.TypeOf(member), attributes, out bool isVector);
        DataViewType custom = DataViewTypeManager.GetDataViewTypeOrNull(item, attributes);
        if (custom != null)
            return custom;

        PrimitiveDataViewType itemType = ColumnTypeExtensions.PrimitiveTypeFromType(item);
        var key = member.GetCustomAttribute<KeyTypeAttribute>();
        if (key != null)
        {
            Contracts.CheckParam(
                KeyDataViewType.IsValidDataType(item),
                "userType",
                $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            itemType = new KeyDataViewType(item, key.KeyCount.Count.GetValueOrDefault());
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(
            vector == null || isVector,
            "userType",
            $"Member {member.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        if (!isVector)
            return itemType;
        return vector?.Dims is { Length: > 0 } dimensions ? new VectorDataViewType(itemType, dimensions) : new VectorDataViewType(itemType);
    }
}
