namespace Microsoft.ML.NAO.Training;

/// <summary>A batch that is ready to be trained on.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Index">Its place in the epoch, from 0.</param>
/// <param name="Count">The number of batches of the epoch.</param>
/// <param name="MaskSeed">The seed of what the network drops in this epoch.</param>
/// <param name="Samples">The samples, changed at random and normalized where they are images; another batch's, once the next batch but some is made.</param>
internal readonly record struct TrainingBatch(int Epoch, int Index, int Count, int MaskSeed, SampleBuffer Samples);
