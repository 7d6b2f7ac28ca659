using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Substitutes.Tests.PublicApi;

/// <summary>Prints an assembly's public API in the form of the lists: T type, C constructor, P property, F field, M method, E event.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Print(Assembly assembly) => assembly.GetTypes().Where(IsVisible).SelectMany(Print);

    public static IEnumerable<string> Print(Type type)
    {
        string name = ApiNames.Of(type);
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"T delegate {name}", $"M {name}.Invoke{ApiNames.Parameters(invoke)} -> {ApiNames.Of(invoke.ReturnType)}"];
        }

        string header = $"T {Kind(type)} {name}";
        if (type.IsEnum)
        {
            var values = type.GetFields(BindingFlags.Public | BindingFlags.Static);
            return values.Select(value => $"F {name}.{value.Name} = {Convert.ToString(value.GetRawConstantValue(), CultureInfo.InvariantCulture)}").Prepend(header);
        }

        string bases = string.Join(", ", Bases(type));
        return Constructors(type, name)
            .Concat(Fields(type, name))
            .Concat(Properties(type, name))
            .Concat(Events(type, name))
            .Concat(Methods(type, name))
            .Prepend(bases.Length > 0 ? $"{header} : {bases}" : header);
    }

    private static bool IsVisible(Type type) => type.DeclaringType is null
        ? type.IsPublic
        : (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType);

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type)
    {
        var interfaces = type.GetInterfaces().Where(face => face.IsPublic || face.IsNestedPublic).Select(ApiNames.Of).Order(StringComparer.Ordinal);
        return type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType)
            ? interfaces
            : interfaces.Prepend(ApiNames.Of(type.BaseType));
    }

    private static IEnumerable<string> Constructors(Type type, string name) =>
        from constructor in type.GetConstructors(Declared)
        where !constructor.IsStatic && IsVisible(constructor)
        select $"C {Access(constructor.IsPublic)}{name}{ApiNames.Parameters(constructor)}";

    private static IEnumerable<string> Fields(Type type, string name) =>
        from field in type.GetFields(Declared)
        where field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly
        let kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty
        let isReadOnly = field.IsInitOnly ? "readonly " : string.Empty
        select $"F {Access(field.IsPublic)}{kind}{isReadOnly}{name}.{field.Name} : {ApiNames.Of(field.FieldType)}";

    private static IEnumerable<string> Properties(Type type, string name) =>
        from property in type.GetProperties(Declared)
        where IsVisible(property.GetMethod) || IsVisible(property.SetMethod)
        let index = property.GetIndexParameters()
        let title = index.Length == 0 ? property.Name : $"this{ApiNames.Parameters(index).Replace('(', '[').Replace(')', ']')}"
        let get = IsVisible(property.GetMethod) ? " get;" : string.Empty
        let set = IsVisible(property.SetMethod) ? " set;" : string.Empty
        select $"P {Modifiers(property.GetMethod ?? property.SetMethod!)}{name}.{title} : {ApiNames.Of(property.PropertyType)} {{{get}{set} }}";

    private static IEnumerable<string> Events(Type type, string name) =>
        from e in type.GetEvents(Declared)
        where IsVisible(e.AddMethod)
        select $"E {name}.{e.Name} : {ApiNames.Of(e.EventHandlerType!)}";

    private static IEnumerable<string> Methods(Type type, string name) =>
        from method in type.GetMethods(Declared)
        where IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        let extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "extension " : string.Empty
        let generic = method.IsGenericMethodDefinition ? $"<{string.Join(',', method.GetGenericArguments().Select(argument => argument.Name))}>" : string.Empty
        select $"M {extension}{Modifiers(method)}{name}.{method.Name}{generic}{ApiNames.Parameters(method)} -> {ApiNames.Of(method.ReturnType)}";

    private static string Access(bool isPublic) => isPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method) => Access(method.IsPublic) + method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };
}
