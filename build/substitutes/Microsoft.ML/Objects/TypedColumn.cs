using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column together with the member that holds its values.</summary>
internal sealed record TypedColumn(string Name, DataViewType Type, MemberInfo Member, DataViewSchema.Annotations Annotations)
{
    public Type MemberType => MemberTypes.TypeOf(Member);

    public static TypedColumn[] Create(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
        => [.. (definition ?? SchemaDefinition.Create(userType, direction)).Select(column => Create(userType, column)).Where(column => column != null)];

    public static DataViewSchema SchemaOf(IEnumerable<TypedColumn> columns)
        => SchemaExtensions.MakeSchema(columns.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type, c.Annotations)));

    private static TypedColumn Create(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo member = (MemberInfo)userType.GetField(column.MemberName)
            ?? userType.GetProperty(column.MemberName)
            ?? throw Contracts.ExceptParam("userSchemaDefinition", $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        Type memberType = MemberTypes.TypeOf(member);
        if (memberType == typeof(IChannel))
            return null;

        Type item = MemberTypes.CheckedItemType(member.Name, memberType, member.GetCustomAttributes(), out bool isVector);
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        if (column.ColumnType == null)
        {
            PrimitiveDataViewType itemType = ColumnTypeExtensions.PrimitiveTypeFromType(item);
            return new TypedColumn(name, isVector ? new VectorDataViewType(itemType) : itemType, member, column.Annotations);
        }

        bool columnIsVector = column.ColumnType is VectorDataViewType;
        if (isVector != columnIsVector)
        {
            throw Contracts.ExceptParam(
                "userSchemaDefinition",
                $"Column '{name}' is supposed to be {Shape(columnIsVector)}, but type of associated field '{column.MemberName}' is {Shape(isVector)}");
        }

        if (column.ColumnType.GetItemType().RawType != item)
        {
            throw Contracts.ExceptParam(
                "userSchemaDefinition",
                $"Column '{name}' is supposed to have item type {column.ColumnType.GetItemType().RawType}, but associated field has type {item}");
        }

        return new TypedColumn(name, column.ColumnType, member, column.Annotations);
    }

    private static string Shape(bool isVector) => isVector ? "vector" : "scalar";
}
