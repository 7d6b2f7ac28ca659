namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// A searched node of a recurrent cell: a highway step from an earlier node,
/// <c>s = p + sigmoid(c) × (activation(h) − p)</c> with <c>[c, h] = p W</c> and <c>p</c> the earlier node's value.
/// </summary>
/// <param name="Predecessor">The number of the earlier node; 0 is the cell's first node, which reads the input.</param>
/// <param name="Activation">The activation's name, one of <see cref="ActivationNames"/>.</param>
public readonly record struct RecurrentNode(int Predecessor, string Activation);
