namespace Microsoft.ML.NAO.Architectures;

/// <summary>One branch of a computed node: an operation applied to an earlier node.</summary>
/// <param name="Input">
/// The index of the earlier node. The cell's inputs come first; in a <see cref="Cell"/>, 0 is the output of the cell before the
/// previous one, 1 that of the previous cell, and <c>2 + n</c> the computed node <c>n</c>. (Texts count from 1, as the paper does.)
/// </param>
/// <param name="Operation">The operation's name, as the space declares it; in a convolutional cell one of <see cref="OperationNames"/>.</param>
public readonly record struct Branch(int Input, string Operation);
