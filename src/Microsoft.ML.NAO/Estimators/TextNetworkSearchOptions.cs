using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO;

/// <summary>The networks for texts: recurrent cells that read words, of which nothing is known beforehand.</summary>
/// <remarks>
/// Texts are put into lower case and lose their punctuation, by ML.NET's own <c>NormalizeText</c>, which is a part of the fitted model. Words are what
/// white space separates then.
/// </remarks>
public sealed class TextNetworkSearchOptions
{
    /// <summary>The space of their architectures.</summary>
    /// <value>The default value is a recurrent cell of four searched nodes; the authors search eleven, for language models.</value>
    [Required]
    public RecurrentCellSpace Space { get; set; } = new(nodeCount: 4);

    /// <summary>The size of the network and what it drops, in trials and in the end.</summary>
    [Required]
    public TextNetworkOptions Network { get; set; } = new();

    /// <summary>How often a word must occur in the training rows to be known.</summary>
    /// <value>The default value is 2.</value>
    [Range(1, int.MaxValue)]
    public int MinimumWordCount { get; set; } = TextVocabulary.DefaultMinimumCount;

    /// <summary>How many words are known at the most, the most frequent ones.</summary>
    /// <value>The default value is 50,000.</value>
    [Range(1, int.MaxValue)]
    public int MaximumWords { get; set; } = TextVocabulary.DefaultMaximumWords;

    /// <summary>How a trial trains its network.</summary>
    /// <value>The default value is null: AdamW for some 500 steps, as <see cref="TabularNetworkOptions.CreateTraining"/> gives them, but at a learning rate of 0.01.</value>
    public TrainingOptions? SearchTraining { get; set; }

    /// <summary>How the network of the best architecture, or of a given one, is trained.</summary>
    /// <value>The default value is null: the same for some 1,500 steps.</value>
    public TrainingOptions? FinalTraining { get; set; }
}
