using System.Reflection;

namespace Microsoft.ML.NAO.Tests.PublicApi;

/// <summary>Types as C# writes them, with the nullability that the compiler recorded.</summary>
internal static class TypeNames
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string",
        [typeof(object)] = "object", [typeof(void)] = "void",
    };

    public static string Of(Type type) => Name(type, null);

    public static string Of(FieldInfo field) => Name(field.FieldType, Nullability.Create(field));

    public static string Of(PropertyInfo property) => Name(property.PropertyType, Nullability.Create(property));

    public static string Of(EventInfo e) => Name(e.EventHandlerType!, Nullability.Create(e));

    public static string Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return Name(type.IsByRef ? type.GetElementType()! : type, Nullability.Create(parameter));
    }

    public static string OfReturn(MethodInfo method) => Of(method.ReturnParameter);

    /// <summary>With the types that it is nested in, and its type parameters.</summary>
    public static string OfDeclaration(Type type) =>
        (type.IsNested ? OfDeclaration(type.DeclaringType!) + "." : string.Empty) + Simple(type, null);

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, null) + "?";
        }

        bool isNullable = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable;
        string name = type.IsArray
            ? $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]"
            : (type.IsNested && !type.IsGenericParameter ? OfDeclaration(type.DeclaringType!) + "." : string.Empty) + Simple(type, nullability);
        return isNullable ? name + "?" : name;
    }

    private static string Simple(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments();
        var known = nullability?.GenericTypeArguments;
        var names = arguments.Select((argument, i) => Name(argument, known?.Length == arguments.Length ? known[i] : null));
        return $"{type.Name[..tick]}<{string.Join(", ", names)}>";
    }
}
