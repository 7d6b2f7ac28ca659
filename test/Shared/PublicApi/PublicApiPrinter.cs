using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.NAO.Tests.PublicApi;

/// <summary>Prints what an assembly's users see, sorted: a line for each namespace, type and member.</summary>
internal static class PublicApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Print(Assembly assembly)
    {
        foreach (var space in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return $"namespace {space.Key}";
            foreach (var type in space.OrderBy(TypeNames.OfDeclaration, StringComparer.Ordinal))
            {
                yield return "  " + Describe(type);
                foreach (string member in Members(type).Order(StringComparer.Ordinal))
                {
                    yield return "    " + member;
                }
            }
        }
    }

    private static string Describe(Type type)
    {
        string name = TypeNames.OfDeclaration(type);
        if (type.IsEnum)
        {
            return $"enum {name} : {TypeNames.Of(Enum.GetUnderlyingType(type))}";
        }

        if (type.IsAssignableTo(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeNames.OfReturn(invoke)} {name}{MemberNames.Parameters(invoke)}";
        }

        var bases = type.GetInterfaces().Where(face => face.IsVisible).Select(TypeNames.Of).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            bases.Insert(0, TypeNames.Of(parent));
        }

        return $"{Kind(type)} {name}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : string.Empty)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        }

        return type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsVisible(constructor)).Select(MemberNames.Of)
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(MemberNames.Of))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsVisible)).Select(MemberNames.Of))
            .Concat(type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(MemberNames.Of))
            .Concat(type.GetMethods(Declared).Where(IsOwn).Select(MemberNames.Of));
    }

    internal static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>A method that somebody wrote: neither an accessor, nor what the compiler adds to a record.</summary>
    private static bool IsOwn(MethodInfo method) =>
        IsVisible(method)
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !method.IsDefined(typeof(CompilerGeneratedAttribute), false);
}
