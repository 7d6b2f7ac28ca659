namespace Microsoft.ML.NAO.Recurrent;

/// <summary>Neighbouring nodes of a group that have the same activation.</summary>
/// <param name="Activation">Its name.</param>
/// <param name="Start">The first one's place in the group.</param>
/// <param name="Count">How many they are.</param>
internal readonly record struct ActivationRun(string Activation, int Start, int Count);
