using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Vectors of length 1, as the states and the embeddings of all of NAO's models are.</summary>
internal static class UnitLength
{
    /// <summary>Divides each vector along the last dimension by its length.</summary>
    public static Tensor Normalize(Tensor vectors)
    {
        using Scalar smallest = NaoConstants.SmallestNorm;
        return vectors / vectors.norm(-1, true).clamp_min(smallest);
    }
}
