namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>One epoch of a supernet's training.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Position">How many epochs of the learning rate's schedule are done.</param>
/// <param name="Count">How many the schedule has.</param>
/// <param name="Seed">The seed of all that is random in it but the architectures.</param>
internal sealed record SupernetEpoch(int Number, int Position, int Count, int Seed);
