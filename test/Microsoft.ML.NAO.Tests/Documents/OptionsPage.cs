using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Tests.Documents;

/// <summary>The page that lists every option with its default value, printed from the code and its documentation.</summary>
internal static class OptionsPage
{
    private const string Suffix = "Options";

    private static readonly Assembly[] Assemblies =
        [typeof(NeuralArchitectureOptions).Assembly, typeof(TrainingOptions).Assembly, typeof(StrategyOptions).Assembly];

    public static string Print()
    {
        var page = new StringBuilder();
        page.Append("# All options\n\n");
        page.Append("Every class of options and what it has, printed from the code by a test. [Options](options.md) says which of them matter for what.\n");
        foreach (Assembly assembly in Assemblies)
        {
            var documentation = XmlDocumentation.Of(assembly);
            foreach (Type type in assembly.GetExportedTypes().Where(IsOptions).OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                Print(page, type, documentation);
            }
        }

        return page.ToString();
    }

    private static bool IsOptions(Type type) => type.Name.EndsWith(Suffix, StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false };

    private static void Print(StringBuilder page, Type type, XmlDocumentation documentation)
    {
        object? options = type.GetConstructor(Type.EmptyTypes)?.Invoke(null);
        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsOption)];
        page.Append(CultureInfo.InvariantCulture, $"\n## {type.Name}\n\n{documentation.GetSummary(type)}\n");
        page.Append(properties.Length > 0 ? "\n| option | default | what it is |\n| --- | --- | --- |\n" : "\nIt has no options.\n");
        foreach (PropertyInfo property in properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            string value = options is null ? "to be given" : Print(property.GetValue(options));
            string text = $"{documentation.GetSummary(property)} {documentation.GetValue(property)}".Trim();
            page.Append(CultureInfo.InvariantCulture, $"| `{property.Name}` | {value} | {text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
    }

    // A list that is filled is an option too.
    private static bool IsOption(PropertyInfo property) => property.SetMethod is { IsPublic: true } || IsList(property.PropertyType) || IsOptions(property.PropertyType)
        || property.PropertyType.Assembly == property.DeclaringType!.Assembly;

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static string Print(object? value) => value switch
    {
        null => "none",
        string { Length: 0 } or CancellationToken => "none",
        bool truth => truth ? "`true`" : "`false`",
        string or Enum => $"`{value}`",
        TimeSpan time => $"`{time}`",
        IEnumerable list => list.Cast<object?>().Any() ? string.Join(", ", list.Cast<object?>().Select(Print)) : "none",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"`{value.GetType().Name}`",
    };
}
