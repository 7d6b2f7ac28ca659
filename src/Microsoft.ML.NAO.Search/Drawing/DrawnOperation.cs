using System.Text.RegularExpressions;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>An operation of a computed node as it is drawn.</summary>
/// <param name="Input">The index of the node that it takes.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Halves">Whether it has stride 2.</param>
internal readonly partial record struct DrawnOperation(int Input, string Operation, bool Halves = false)
{
    /// <summary>What its box says.</summary>
    public string Label => Size().Replace(Operation.Replace('_', ' '), "$1×$2") + (Halves ? " /2" : string.Empty);

    [GeneratedRegex("([0-9])x([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
