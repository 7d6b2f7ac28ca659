namespace Microsoft.ML.AutoML;

/// <summary>One part after the other.</summary>
internal sealed class ConcatenateEntity : Entity
{
    public override string ToString() => $"{Text(Left)} * {Text(Right)}";

    private static string Text(Entity part) => part is OneOfEntity ? $"({part})" : part.ToString();
}
