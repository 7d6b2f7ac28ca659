using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Samples and their targets on the network's device.</summary>
/// <param name="Inputs">What the network reads: images of shape [batch, channels, height, width], vectors or tokens of shape [batch, size].</param>
/// <param name="Targets">The classes, int64 from 0, or the values, of shape [batch].</param>
/// <param name="Weights">How much each counts, 1 on average over the data set, of shape [batch]; null for all alike.</param>
internal sealed record SampleBatch(torch.Tensor Inputs, torch.Tensor Targets, torch.Tensor? Weights);
