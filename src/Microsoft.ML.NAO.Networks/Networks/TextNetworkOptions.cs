using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How large a network for texts is, and what it drops in training.</summary>
public sealed class TextNetworkOptions
{
    /// <summary>The largest number of tokens of a text, the start token included. What is longer is cut.</summary>
    /// <value>The default value is 128: some hundred words, which is most of what a message or a review says.</value>
    [Range(1, 65_536)]
    public int MaximumLength { get; set; } = 128;

    /// <summary>The size of the words' embeddings and of the cell's state.</summary>
    /// <value>The default value is 64, that of TensorFlow's tutorial "Text classification with an RNN".</value>
    [Range(1, 16_384)]
    public int HiddenSize { get; set; } = 64;

    /// <summary>The probability with which a unit of the embeddings is dropped, the same in all steps of a text.</summary>
    /// <value>The default value is 0.2, as in the authors' language models (Luo et al., NeurIPS 2018).</value>
    [Range(0.0, 0.99)]
    public double InputDropout { get; set; } = 0.2;

    /// <summary>The probability with which a unit of a node's input is dropped, the same at all nodes and in all steps of a text.</summary>
    /// <value>The default value is 0.25, as in the authors' language models.</value>
    [Range(0.0, 0.99)]
    public double HiddenDropout { get; set; } = 0.25;

    /// <summary>The probability with which a value of the pooled states is dropped before the last layer.</summary>
    /// <value>The default value is 0.5, that of Kim, "Convolutional neural networks for sentence classification" (EMNLP 2014).</value>
    [Range(0.0, 0.99)]
    public double OutputDropout { get; set; } = 0.5;

    /// <summary>Embeddings are drawn uniformly between minus this and this.</summary>
    /// <value>The default value is 0.25, Kim's for words without a pretrained embedding.</value>
    [Range(1e-6, 10.0)]
    public double EmbeddingRange { get; set; } = 0.25;

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    internal TextNetworkOptions Clone() => (TextNetworkOptions)MemberwiseClone();
}
