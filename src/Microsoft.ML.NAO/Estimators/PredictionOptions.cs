using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO;

/// <summary>What estimators that train a network on images have in common: columns, shape, validation, seed and progress.</summary>
public abstract class ImageClassificationOptions
{
    private protected ImageClassificationOptions()
    {
    }

    /// <summary>The column with the class, a key.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    [Required]
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column with the images, a vector of Single of a fixed size.</summary>
    /// <value>The default value is <c>Features</c>.</value>
    [Required]
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>The images' number of channels; null to take it from the dimensions of the feature column.</summary>
    /// <remarks>State <see cref="Channels"/>, <see cref="Height"/> and <see cref="Width"/> together or not at all.</remarks>
    [Range(1, int.MaxValue)]
    public int? Channels { get; set; }

    /// <summary>The images' height in pixels; null to take it from the dimensions of the feature column.</summary>
    [Range(1, int.MaxValue)]
    public int? Height { get; set; }

    /// <summary>The images' width in pixels; null to take it from the dimensions of the feature column.</summary>
    [Range(1, int.MaxValue)]
    public int? Width { get; set; }

    /// <summary>
    /// Whether the channels of a pixel lie side by side in the vectors (height, width, channels), as <c>ExtractPixels</c> with
    /// <c>interleavePixelColors</c> gives them.
    /// </summary>
    /// <value>The default value is null: told by the column's dimensions, and channel by channel where those do not tell.</value>
    public bool? Interleaved { get; set; }

    /// <summary>Rows to validate on; null for none of their own.</summary>
    public IDataView? ValidationSet { get; set; }

    /// <summary>The seed of everything random.</summary>
    /// <value>The default value is null: the seed of the <see cref="MLContext"/>, or a random one where that has none.</value>
    public int? Seed { get; set; }

    /// <summary>Receives the progress; null for nobody. It is called on the thread that fits.</summary>
    public IProgress<NeuralArchitectureProgress>? Progress { get; set; }

    /// <summary>
    /// Ends the work early, between two batches. What has finished by then is kept: the best network of the finished trials is
    /// returned, and <see cref="OperationCanceledException"/> is thrown only when there is none.
    /// </summary>
    public CancellationToken CancellationToken { get; set; }

    internal virtual void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        int stated = (Channels is null ? 0 : 1) + (Height is null ? 0 : 1) + (Width is null ? 0 : 1);
        if (stated is not (0 or 3))
        {
            throw new ValidationException($"{nameof(Channels)}, {nameof(Height)} and {nameof(Width)} are stated together or not at all; {stated} of the three are.");
        }
    }
}
