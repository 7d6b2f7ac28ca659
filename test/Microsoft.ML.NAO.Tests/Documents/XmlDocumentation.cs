using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Microsoft.ML.NAO.Tests.Documents;

/// <summary>What an assembly's documentation comments say, as Markdown.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the file beside an assembly.</summary>
    public static XmlDocumentation Of(Assembly assembly) =>
        new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    public string GetSummary(Type type) => Print($"T:{type.FullName}", "summary");

    public string GetSummary(PropertyInfo property) => Print($"P:{property.DeclaringType!.FullName}.{property.Name}", "summary");

    public string GetValue(PropertyInfo property) => Print($"P:{property.DeclaringType!.FullName}.{property.Name}", "value");

    private string Print(string member, string element)
    {
        if (!_members.TryGetValue(member, out XElement? found))
        {
            return string.Empty;
        }

        if (found.Element(element) is { } text)
        {
            return Whitespace().Replace(string.Concat(text.Nodes().Select(Print)), " ").Trim();
        }

        return found.Element("inheritdoc")?.Attribute("cref") is { } source ? Print(source.Value, element) : string.Empty;
    }

    private static string Print(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("langword") is { } word => $"`{word.Value}`",
        XElement element when element.Attribute("name") is { } name => $"`{name.Value}`",
        XElement element when element.Attribute("cref") is { } reference => element.IsEmpty ? $"`{GetName(reference.Value)}`" : element.Value,
        XElement element => string.Concat(element.Nodes().Select(Print)),
        _ => string.Empty,
    };

    // "P:Microsoft.ML.NAO.NaoOptions.Seed" is Seed, "M:X.Y.CreatePaperOptions(System.Int32)" is CreatePaperOptions.
    private static string GetName(string reference) => reference.Split('(')[0].Split('.')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
