using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.NAO.Tests.PublicApi;

/// <summary>Members as C# declares them, as far as their users can tell.</summary>
internal static class MemberNames
{
    public static string Of(ConstructorInfo constructor) =>
        Access(constructor) + TypeNames.Of(constructor.DeclaringType!).Split('<')[0] + Parameters(constructor);

    public static string Of(FieldInfo field)
    {
        string access = field.IsPublic ? string.Empty : "protected ";
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : string.Empty) + (field.IsInitOnly ? "readonly " : string.Empty);
        string value = field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : string.Empty;
        return $"{access}{kind}{TypeNames.Of(field)} {field.Name}{value}";
    }

    public static string Of(PropertyInfo property)
    {
        var main = property.GetAccessors(true).First(PublicApiPrinter.IsVisible);
        string required = property.IsDefined(typeof(RequiredMemberAttribute), false) ? "required " : string.Empty;
        var index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        string get = Accessor(property.GetMethod, "get", main);
        string set = Accessor(property.SetMethod, IsInitOnly(property.SetMethod) ? "init" : "set", main);
        return $"{Access(main)}{Modifiers(main)}{required}{TypeNames.Of(property)} {name} {{ {get}{set}}}";
    }

    public static string Of(EventInfo e) => $"{Access(e.AddMethod!)}{Modifiers(e.AddMethod!)}event {TypeNames.Of(e)} {e.Name}";

    public static string Of(MethodInfo method)
    {
        string generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : string.Empty;
        return $"{Access(method)}{Modifiers(method)}{TypeNames.OfReturn(method)} {method.Name}{generic}{Parameters(method)}";
    }

    public static string Parameters(MethodBase method)
    {
        string self = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : string.Empty;
        return $"({self}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        bool isParams = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false);
        string passing = isParams ? "params " : !parameter.ParameterType.IsByRef ? string.Empty
            : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        string value = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : string.Empty;
        return $"{passing}{TypeNames.Of(parameter)} {parameter.Name}{value}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsAbstract: true } => string.Empty,
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Accessor(MethodInfo? accessor, string word, MethodInfo main)
    {
        if (accessor is null || !PublicApiPrinter.IsVisible(accessor))
        {
            return string.Empty;
        }

        return Access(accessor) == Access(main) ? word + "; " : $"{Access(accessor)}{word}; ";
    }

    private static bool IsInitOnly(MethodInfo? setter) =>
        setter is not null && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
