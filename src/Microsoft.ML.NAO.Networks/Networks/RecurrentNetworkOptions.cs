using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Networks;

/// <summary>How large a recurrent language model is and what it drops (Luo et al., NeurIPS 2018, section 4.1, and the authors' code).</summary>
/// <remarks>The dropouts are those of Merity et al., "Regularizing and optimizing LSTM language models" (ICLR 2018); all act in training only.</remarks>
public sealed class RecurrentNetworkOptions
{
    /// <summary>The size of the hidden state and of the words' embeddings, which are tied to the decoder's weights.</summary>
    /// <value>
    /// The default value is 300, the authors' in the search with weight sharing. They report networks of 850 on Penn Treebank and of 700 on
    /// WikiText-2.
    /// </value>
    [Range(1, 16_384)]
    public int HiddenSize { get; set; } = 300;

    /// <summary>The probability with which a word of the vocabulary is dropped from the whole sequence.</summary>
    /// <value>The default value is 0, the authors'.</value>
    [Range(0.0, 0.99)]
    public double WordDropout { get; set; }

    /// <summary>The probability with which a unit of the embeddings is dropped, the same in all steps of a sequence.</summary>
    /// <value>The default value is 0.2, the authors'.</value>
    [Range(0.0, 0.99)]
    public double InputDropout { get; set; } = 0.2;

    /// <summary>
    /// The probability with which a unit of the cell's input is dropped, the same in all steps of a sequence and after
    /// <see cref="InputDropout"/>.
    /// </summary>
    /// <value>The default value is 0.75, the authors'.</value>
    [Range(0.0, 0.99)]
    public double CellInputDropout { get; set; } = 0.75;

    /// <summary>The probability with which a unit of a node's input is dropped, the same at all nodes and in all steps of a sequence.</summary>
    /// <value>The default value is 0.25, the authors' on Penn Treebank; on WikiText-2 they have 0.15.</value>
    [Range(0.0, 0.99)]
    public double HiddenDropout { get; set; } = 0.25;

    /// <summary>The probability with which a unit of the output is dropped before the decoder, the same in all steps of a sequence.</summary>
    /// <value>The default value is 0.75, the authors'.</value>
    [Range(0.0, 0.99)]
    public double OutputDropout { get; set; } = 0.75;

    /// <summary>All weights are drawn uniformly between minus this and this.</summary>
    /// <value>The default value is 0.04, the authors'.</value>
    [Range(1e-6, 10.0)]
    public double WeightRange { get; set; } = 0.04;

    /// <summary>Which of the authors' codes the network follows where they differ.</summary>
    /// <value>The default value is <see cref="RecurrentConventions.StandAlone"/>.</value>
    [Required]
    public RecurrentConventions Conventions { get; set; } = RecurrentConventions.StandAlone;

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    internal RecurrentNetworkOptions Clone() => (RecurrentNetworkOptions)MemberwiseClone();
}
