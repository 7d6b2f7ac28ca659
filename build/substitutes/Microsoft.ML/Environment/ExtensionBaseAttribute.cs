namespace Microsoft.ML;

/// <summary>Names a type of the user's that a saved model asks for.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class ExtensionBaseAttribute : Attribute
{
    internal ExtensionBaseAttribute(string contractName)
        => ContractName = Contracts.CheckNonEmpty(contractName, nameof(contractName));

    public string ContractName { get; }
}
