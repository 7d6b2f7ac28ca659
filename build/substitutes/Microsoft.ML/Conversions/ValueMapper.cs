namespace Microsoft.ML.Data;

/// <summary>Makes a value out of another.</summary>
internal delegate void ValueMapper<TSrc, TDst>(in TSrc source, ref TDst destination);
