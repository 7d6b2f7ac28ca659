using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>What the members of a <see cref="FeedForwardEnsemble"/> compute.</summary>
/// <param name="members">The number of members.</param>
/// <param name="weights">The layers' weights and biases, in the order of the computation.</param>
internal sealed class FeedForwardNetworks(int members, Tensor[] weights)
{
    /// <summary>The embeddings [members, batch, embedding], each of length 1, of features [batch, features].</summary>
    public Tensor Encode(Tensor features)
    {
        Tensor hidden = features.matmul(weights[0]).add(weights[1]).relu();
        return UnitLength.Normalize(hidden.view(features.shape[0], members, -1).transpose(0, 1).bmm(weights[2]));
    }

    /// <summary>The predicted performance [members, batch] at embeddings.</summary>
    public Tensor Predict(Tensor embeddings) =>
        embeddings.bmm(weights[3]).add(weights[4]).relu().bmm(weights[5]).add(weights[6]).squeeze(-1);

    /// <summary>The logits [members, batch, tokens × vocabulary] that spell the architectures at embeddings.</summary>
    public Tensor Decode(Tensor embeddings) =>
        embeddings.bmm(weights[7]).add(weights[8]).relu().bmm(weights[9]).add(weights[10]);
}
