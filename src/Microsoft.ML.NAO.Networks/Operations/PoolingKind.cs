namespace Microsoft.ML.NAO.Operations;

/// <summary>What a pooling layer takes of each window.</summary>
internal enum PoolingKind
{
    Average,
    Maximum,
}
