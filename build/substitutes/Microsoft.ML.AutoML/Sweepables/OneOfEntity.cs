namespace Microsoft.ML.AutoML;

/// <summary>One part or the other.</summary>
internal sealed class OneOfEntity : Entity
{
    public override string ToString() => $"{Left} + {Right}";
}
