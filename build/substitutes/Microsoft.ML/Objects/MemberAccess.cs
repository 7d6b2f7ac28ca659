using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Compiled access to the members of a user's objects.</summary>
internal static class MemberAccess<TRow, TValue>
{
    public static Func<TRow, TValue> Reader(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, TValue>>(Access(row, member), row).Compile();
    }

    public static Action<TRow, TValue> Writer(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        ParameterExpression value = Expression.Parameter(typeof(TValue), "value");
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Access(row, member), value), row, value).Compile();
    }

    /// <summary>Reads what is there now, so that its buffers can be used again; nothing where the member cannot be read.</summary>
    public static Func<TRow, TValue> ReaderOrDefault(MemberInfo member)
        => member is PropertyInfo { CanRead: false } ? _ => default : Reader(member);

    private static MemberExpression Access(Expression row, MemberInfo member)
        => member is FieldInfo field ? Expression.Field(row, field) : Expression.Property(row, (PropertyInfo)member);
}
