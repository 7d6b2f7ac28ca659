namespace Microsoft.ML.Data;

/// <summary>A chain's parts, whatever its last transformer is.</summary>
internal interface ITransformerChainAccessor
{
    ITransformer[] Transformers { get; }

    TransformerScope[] Scopes { get; }
}
