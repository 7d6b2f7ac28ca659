using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes rows of a schema into the members of objects.</summary>
internal sealed class ObjectWriter<TRow>
    where TRow : class
{
    private readonly (TypedColumn Column, DataViewSchema.Column Source)[] _columns;

    public ObjectWriter(IHostEnvironment env, DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        CheckForeignTypes(schema, definition);
        var columns = new List<(TypedColumn, DataViewSchema.Column)>();
        foreach (TypedColumn column in TypedColumn.Create(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(column.Name) is not DataViewSchema.Column source)
            {
                if (ignoreMissingColumns)
                    continue;
                throw env.ExceptSchemaMismatch("Schema", string.Empty, column.Name);
            }

            if (!IsCompatible(source.Type, column))
            {
                throw env.Except(
                    $"Can't bind the IDataView column '{column.Name}' of type '{source.Type}' to field or property '{column.Member.Name}' of type '{column.MemberType.FullName}'.");
            }

            columns.Add((column, source));
        }

        _columns = [.. columns];
    }

    public IEnumerable<DataViewSchema.Column> Dependencies => _columns.Select(column => column.Source);

    /// <summary>What writes a row's current values into an object.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _columns.Select(column => MakeSetter(row, column.Column, column.Source))];
        return target =>
        {
            foreach (Action<TRow> setter in setters)
                setter(target);
        };
    }

    // The real package says which type a member should have before it looks at anything else.
    private static void CheckForeignTypes(DataViewSchema schema, SchemaDefinition definition)
    {
        IEnumerable<MemberInfo> members = definition == null
            ? MemberTypes.Of(typeof(TRow), SchemaDefinition.Direction.Write)
            : definition.Select(c => (MemberInfo)typeof(TRow).GetField(c.MemberName) ?? typeof(TRow).GetProperty(c.MemberName)).Where(m => m != null);
        foreach (MemberInfo member in members.Where(MemberTypes.IsColumn))
        {
            Type item = MemberTypes.ItemTypeOf(MemberTypes.TypeOf(member), out _);
            if (MemberTypes.IsKnown(item, member.GetCustomAttributes()))
                continue;
            string name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            Type expected = schema[name].Type.RawType;
            if (item != expected)
            {
                throw Contracts.ExceptParam(
                    "actualType",
                    $"The expected type '{expected}' does not match the type of the '{name}' member: '{item}'. Please change the {name} member to '{expected}'");
            }
        }
    }

    private static bool IsCompatible(DataViewType type, TypedColumn column)
    {
        Type item = MemberTypes.ItemTypeOf(column.MemberType, out bool isVector);
        return isVector == type is VectorDataViewType && type.GetItemType().RawType == item;
    }

    private static Action<TRow> MakeSetter(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        Type type = column.MemberType;
        source = row.Schema[source.Index];
        if (type == typeof(string))
            return Text(row, column, source);
        if (type == typeof(string[]))
            return Texts(row, column, source);
        if (type.IsArray)
            return Generic.Invoke(Values<int>, type.GetElementType(), row, column, source);
        return source.Type is VectorDataViewType vector
            ? Generic.Invoke(Vector<int>, vector.ItemType.RawType, row, column, source)
            : Generic.Invoke(Value<int>, type, row, column, source);
    }

    private static Action<TRow> Text(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(source);
        Action<TRow, string> write = MemberAccess<TRow, string>.Writer(column.Member);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    private static Action<TRow> Texts(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        Action<TRow, string[]> write = MemberAccess<TRow, string[]>.Writer(column.Member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            getter(ref value);
            write(target, [.. value.DenseValues().Select(text => text.ToString())]);
        };
    }

    private static Action<TRow> Values<T>(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        Func<TRow, T[]> read = MemberAccess<TRow, T[]>.ReaderOrDefault(column.Member);
        Action<TRow, T[]> write = MemberAccess<TRow, T[]>.Writer(column.Member);
        VBuffer<T> value = default;
        return target =>
        {
            getter(ref value);

            // The object's own array is used again where it fits: a row object that is reused keeps its arrays.
            T[] values = read(target);
            if (values == null || values.Length != value.Length || !value.IsDense)
                values = new T[value.Length];
            value.CopyTo(values);
            write(target, values);
        };
    }

    private static Action<TRow> Vector<T>(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(source);
        Func<TRow, VBuffer<T>> read = MemberAccess<TRow, VBuffer<T>>.ReaderOrDefault(column.Member);
        Action<TRow, VBuffer<T>> write = MemberAccess<TRow, VBuffer<T>>.Writer(column.Member);
        return target =>
        {
            VBuffer<T> value = read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> Value<T>(DataViewRow row, TypedColumn column, DataViewSchema.Column source)
    {
        ValueGetter<T> getter = row.GetGetter<T>(source);
        Action<TRow, T> write = MemberAccess<TRow, T>.Writer(column.Member);
        T value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }
}
