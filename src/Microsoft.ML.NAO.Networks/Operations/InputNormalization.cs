using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Operations;

/// <summary>The first layer of a network for images, which brings their values to about mean 0 and standard deviation 1.</summary>
internal abstract class InputNormalization : Layer
{
    protected InputNormalization(string name)
        : base(name)
    {
    }

    /// <summary>The normalization that a network's conventions ask for.</summary>
    public static InputNormalization Create(WeightInitializer initializer, int channels, NetworkConventions conventions) =>
        conventions.StandardizeImages ? new ImageStandardization(channels) : new ChannelNormalization(initializer, channels);

    /// <summary>Sets the figures to those of a data set, where the normalization has figures of one.</summary>
    public virtual void Set(ImageDataset dataset)
    {
    }

    /// <summary>Does to plain arrays what the layer does to tensors, by the layer's figures of now.</summary>
    public abstract IPixelNormalization ToPlain();
}
