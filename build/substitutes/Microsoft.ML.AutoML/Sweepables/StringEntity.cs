namespace Microsoft.ML.AutoML;

/// <summary>The name of an estimator, or <c>Nil</c> for none.</summary>
internal sealed class StringEntity(string value) : Entity
{
    public const string Nil = "Nil";

    public string Value { get; } = value;

    public override string ToString() => Value;
}
