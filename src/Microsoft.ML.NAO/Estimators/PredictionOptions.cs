using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO;

/// <summary>What estimators that train a network have in common: columns, what networks are built for them, validation, seed and progress.</summary>
public abstract class PredictionOptions
{
    private protected PredictionOptions()
    {
    }

    /// <summary>
    /// The column with what is to be predicted. Its type chooses the task: a key for one of several classes (multiclass classification), a Boolean
    /// for one of two (binary classification), a Single for a value (regression).
    /// </summary>
    /// <value>The default value is <c>Label</c>.</value>
    [Required]
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>
    /// The column to predict from. Its type chooses the kind of network: a vector of Single of a fixed size with three dimensions, or with
    /// <see cref="Channels"/>, <see cref="Height"/> and <see cref="Width"/> stated, holds images and leads to convolutional cells; any other one holds
    /// the values of a table, and leads to a feed-forward network; a text leads to a recurrent cell that reads it word by word.
    /// </summary>
    /// <value>The default value is <c>Features</c>.</value>
    [Required]
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>The column with the weight of each row in the loss and in what is measured, a Single of at least 0.</summary>
    /// <value>The default value is null: all rows count alike.</value>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>The space, the networks and the trainings for images.</summary>
    [Required]
    public ImageNetworkOptions Images { get; set; } = new();

    /// <summary>The space, the networks and the trainings for the values of a table.</summary>
    [Required]
    public TabularNetworkOptions Tabular { get; set; } = new();

    /// <summary>The space, the networks and the trainings for texts.</summary>
    [Required]
    public TextNetworkSearchOptions Texts { get; set; } = new();

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

    /// <summary>Receives the progress; null for nobody. Calls do not overlap; with several workers they come on the threads of the workers.</summary>
    public IProgress<NeuralArchitectureProgress>? Progress { get; set; }

    /// <summary>
    /// Ends the work early, between two batches. What has finished by then is kept: the best network of the finished trials, those of the journal included, is
    /// returned, and <see cref="OperationCanceledException"/> is thrown only when there is none.
    /// </summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The spaces of all kinds of features.</summary>
    internal IEnumerable<Architectures.ArchitectureSpace> Spaces => [Images.Space, Tabular.Space, Texts.Space];

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
