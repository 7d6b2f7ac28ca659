using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Networks;

/// <summary>What a feed-forward network leaves to choose beside its architecture (Gorishniy et al., NeurIPS 2021).</summary>
public sealed class FeedForwardNetworkOptions
{
    /// <summary>The hidden size of a residual block, as a multiple of the network's width.</summary>
    /// <value>The default value is 2, that of the authors' package; they search 1 to 4.</value>
    [Range(1, 16)]
    public int HiddenMultiplier { get; set; } = 2;

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    internal FeedForwardNetworkOptions Clone() => (FeedForwardNetworkOptions)MemberwiseClone();
}
