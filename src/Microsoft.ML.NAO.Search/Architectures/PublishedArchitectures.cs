namespace Microsoft.ML.NAO.Architectures;

/// <summary>Architectures that the paper's authors found and published.</summary>
public static class PublishedArchitectures
{
    /// <summary>
    /// The convolutional network that NAO with weight sharing found on CIFAR-10: 3.53 % test error with 2.5 million parameters
    /// (Luo et al., NeurIPS 2018, table 1). Of <see cref="ConvolutionalCellSpace"/> with <see cref="OperationSet.Five"/>.
    /// </summary>
    public static Architecture NaoWeightSharing { get; } = new ConvolutionalCellSpace().ParseAuthorsForm(
        "0 1 0 4 2 2 1 3 1 0 2 0 2 3 1 3 1 2 0 4 1 1 0 3 2 3 2 3 1 0 0 1 0 4 2 4 2 3 2 3");
}
