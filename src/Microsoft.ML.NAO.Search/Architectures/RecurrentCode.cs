namespace Microsoft.ML.NAO.Architectures;

/// <summary>A searched node of a recurrent cell as numbers: its predecessor, and its activation in the space's order.</summary>
internal readonly record struct RecurrentCode(int Predecessor, int Activation);
