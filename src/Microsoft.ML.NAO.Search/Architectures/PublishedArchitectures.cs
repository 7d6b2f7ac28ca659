namespace Microsoft.ML.NAO.Architectures;

/// <summary>Architectures that the paper's authors found and published.</summary>
/// <remarks>
/// Results are the authors' own, on the test set. Those on CIFAR-10 are of networks that trained on all 50,000 images.
/// </remarks>
public static class PublishedArchitectures
{
    private static readonly ConvolutionalCellSpace Five = new(OperationSet.Five);
    private static readonly ConvolutionalCellSpace Eleven = new(OperationSet.Eleven);
    private static readonly RecurrentCellSpace Recurrent = new();

    /// <summary>
    /// NAONet, which the search that trains each architecture on its own found: 2.11 % error on CIFAR-10 and 14.75 % on CIFAR-100
    /// with 128 filters and cutout (Luo et al., NeurIPS 2018, tables 1 and 2). Of <see cref="ConvolutionalCellSpace"/> with
    /// <see cref="OperationSet.Eleven"/>.
    /// </summary>
    /// <remarks>
    /// As the authors' first code has it (<c>NAO/cnn/dag.NAONet.json</c>). <see cref="NaoNetA"/> is the same network in their
    /// second code, where one node of the reduction cell differs.
    /// </remarks>
    public static Architecture NaoNet { get; } = Eleven.Parse(
        "1 9 16 2 11 17 3 9 19 2 9 16 1 9 14 2 9 16 1 9 19 5 9 16 2 7 14 1 9 16 "
        + "1 9 16 2 11 15 1 9 14 1 11 16 2 9 20 1 12 15 1 11 16 3 9 14 2 12 16 1 9 16");

    /// <summary>
    /// NAONet-A: 1.93 % error on CIFAR-10 with 128 filters and cutout, 2.48 % with 36, and 25.7 % on ImageNet (the README of the
    /// authors' PyTorch code, NAO_pytorch). Of <see cref="ConvolutionalCellSpace"/> with <see cref="OperationSet.Eleven"/>.
    /// </summary>
    /// <remarks>
    /// Meant to be <see cref="NaoNet"/>, but in the third node of the reduction cell the inputs of the convolution 1×7 and of the
    /// pooling are exchanged.
    /// </remarks>
    public static Architecture NaoNetA { get; } = Eleven.ParseAuthorsForm(
        "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 0 9 1 10 0 14 2 6 1 11 0 7");

    /// <summary>
    /// The convolutional network that NAO with weight sharing found on CIFAR-10: 3.53 % test error with 2.5 million parameters
    /// (Luo et al., NeurIPS 2018, table 1). Of <see cref="ConvolutionalCellSpace"/> with <see cref="OperationSet.Five"/>.
    /// </summary>
    public static Architecture NaoWeightSharing { get; } = Five.ParseAuthorsForm(
        "0 1 0 4 2 2 1 3 1 0 2 0 2 3 1 3 1 2 0 4 1 1 0 3 2 3 2 3 1 0 0 1 0 4 2 4 2 3 2 3");

    /// <summary>
    /// NAONet-B, found with weight sharing by the authors' PyTorch code: 2.93 % error on CIFAR-10 with 36 filters and cutout (the
    /// README of NAO_pytorch). Of <see cref="ConvolutionalCellSpace"/> with <see cref="OperationSet.Five"/>.
    /// </summary>
    public static Architecture NaoNetB { get; } = Five.ParseAuthorsForm(
        "0 1 0 2 0 1 2 2 1 3 0 2 4 0 1 3 2 1 0 3 1 1 1 0 2 1 2 4 1 0 2 3 3 1 2 2 0 2 0 2");

    /// <summary>
    /// NAONet-V2, found by a one-shot search that trains large architectures more often: 2.57 % error on CIFAR-10 with 36 filters
    /// and cutout, 25.5 % on ImageNet (Luo et al., "Balanced One-shot Neural Architecture Optimization", arXiv 1909.10815, and
    /// its README). Of <see cref="ConvolutionalCellSpace"/> with <see cref="OperationSet.Five"/>.
    /// </summary>
    public static Architecture NaoNetV2 { get; } = Five.ParseAuthorsForm(
        "1 1 0 1 2 4 0 0 0 0 2 1 0 0 0 2 0 3 0 0 0 2 0 2 2 2 1 0 0 0 0 1 0 0 0 3 0 0 0 1");

    /// <summary>
    /// The recurrent cell that the search which trains each architecture on its own found: a test perplexity of 56.0 on Penn
    /// Treebank, and of 67.0 on WikiText-2 (Luo et al., NeurIPS 2018, section 4.2). Of <see cref="RecurrentCellSpace"/>.
    /// </summary>
    public static Architecture NaoRecurrent { get; } = Recurrent.ParseAuthorsForm(
        "0 1 0 1 1 1 3 0 4 1 4 1 5 1 1 1 7 1 1 1 1 2", ActivationCoding.FullTraining);

    /// <summary>
    /// The recurrent cell that NAO with weight sharing found: a test perplexity of 56.6 on Penn Treebank (Luo et al., NeurIPS
    /// 2018, section 4.2). Of <see cref="RecurrentCellSpace"/>.
    /// </summary>
    public static Architecture NaoRecurrentWeightSharing { get; } = Recurrent.ParseAuthorsForm(
        "0 1 1 1 2 2 1 2 4 1 4 1 4 1 7 1 8 2 1 0 4 1", ActivationCoding.WeightSharing);
}
