using System.Globalization;
using System.Reflection;
using System.Text;

namespace Substitutes.Tests.PublicApi;

/// <summary>Types and parameters in the form of the lists.</summary>
internal static class ApiNames
{
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return Nullable.GetUnderlyingType(type) is { } underlying ? Of(underlying) + "?" : Full(type);
    }

    public static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    public static string Parameters(ParameterInfo[] parameters) => $"({string.Join(", ", parameters.Select(Of))})";

    /// <summary>Namespace and nesting types, each with its own type arguments.</summary>
    private static string Full(Type type)
    {
        var nesting = new Stack<Type>();
        for (var current = type; current is not null; current = current.DeclaringType)
        {
            nesting.Push(current);
        }

        var text = new StringBuilder(string.IsNullOrEmpty(type.Namespace) ? string.Empty : type.Namespace + ".");
        var arguments = new Queue<Type>(type.GetGenericArguments());
        foreach (var part in nesting)
        {
            text.Append(text.Length > 0 && part.IsNested ? "+" : string.Empty);
            string[] nameAndArity = part.Name.Split('`');
            text.Append(nameAndArity[0]);
            if (nameAndArity.Length == 2)
            {
                int arity = int.Parse(nameAndArity[1], CultureInfo.InvariantCulture);
                text.Append('<').AppendJoin(',', Enumerable.Range(0, arity).Select(_ => Of(arguments.Dequeue()))).Append('>');
            }
        }

        return text.ToString();
    }

    private static string Of(ParameterInfo parameter)
    {
        string type = Of(parameter.ParameterType);
        bool isReference = parameter.ParameterType.IsByRef;
        if (parameter.IsOut)
        {
            type = "out " + type["ref ".Length..];
        }
        else if (parameter.IsIn && isReference)
        {
            type = "in " + type["ref ".Length..];
        }
        else if (parameter.IsDefined(typeof(ParamArrayAttribute), false))
        {
            type = "params " + type;
        }

        return $"{type} {parameter.Name}{(parameter.HasDefaultValue ? " = " + DefaultOf(parameter) : string.Empty)}";
    }

    private static string DefaultOf(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? "default" : "null",
        string text => $"\"{text.Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")}\"",
        bool truth => truth ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
