using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Images and their labels on the network's device.</summary>
/// <param name="Images">The images, of shape [batch, channels, height, width].</param>
/// <param name="Labels">The classes, from 0, of shape [batch].</param>
internal sealed record ImageBatch(torch.Tensor Images, torch.Tensor Labels);
