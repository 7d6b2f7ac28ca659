using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>How an architecture is scored with shared weights.</summary>
public sealed class PathScoringOptions
{
    /// <summary>On how many batches of the validation split each architecture is scored; null for the whole split.</summary>
    /// <value>
    /// The default value is null. The authors score on 1: 500 images, whose accuracy has a standard deviation of 1.6 percentage points at
    /// 85 %, or a window of 35 words in 256 sequences.
    /// </value>
    [Range(1, 1_000_000)]
    public int? Batches { get; set; }

    /// <summary>The number of images in a batch. Texts are cut as their validation is.</summary>
    /// <value>The default value is 500, the authors'.</value>
    [Range(1, 1_000_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Whether all architectures see the same batches, so that an easy batch favours none.</summary>
    /// <value>The default value is <see langword="true"/>. The authors' differ from architecture to architecture.</value>
    public bool SameBatches { get; set; } = true;

    /// <summary>Where batch normalizations have their statistics from. Recurrent networks have none.</summary>
    /// <value>
    /// The default value is <see cref="PathStatistics.Running"/>, which ranked best with every way of sampling (docs/weight-sharing.md); the authors
    /// have <see cref="PathStatistics.Batch"/>.
    /// </value>
    [EnumDataType(typeof(PathStatistics))]
    public PathStatistics Statistics { get; set; } = PathStatistics.Running;

    /// <summary>With <see cref="PathStatistics.Recomputed"/>, how many batches of training images pass a path before it is scored.</summary>
    /// <value>The default value is 2.</value>
    [Range(1, 1_000_000)]
    public int RecomputedBatches { get; set; } = 2;

    internal void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    internal PathScoringOptions Clone() => (PathScoringOptions)MemberwiseClone();
}
