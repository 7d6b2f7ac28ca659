using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Operations;

/// <summary>The first layer of a network for images, which brings their values to about mean 0 and standard deviation 1.</summary>
internal abstract class InputNormalization : Layer
{
    protected InputNormalization(string name)
        : base(name)
    {
    }

    /// <summary>Does to plain arrays what the layer does to tensors, by the layer's figures of now.</summary>
    public abstract IPixelNormalization ToPlain();
}
