using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>Images or texts, with all that is measured on them.</summary>
internal interface IMeasuredSpace
{
    /// <summary>What it is called in the results.</summary>
    string Name { get; }

    /// <summary>The space of its architectures.</summary>
    ArchitectureSpace Space { get; }

    /// <summary>How many epochs a round of a search trains the supernet.</summary>
    int EpochsPerRound { get; }

    /// <summary>The ways of scoring that are compared.</summary>
    IReadOnlyList<(string Name, PathScoringOptions Options)> Scorings { get; }

    /// <summary>The ways of building cells that are compared.</summary>
    IReadOnlyList<SupernetCells> Cells { get; }

    /// <summary>Whether more of a score is better.</summary>
    bool Maximize { get; }

    /// <summary>A fresh supernet.</summary>
    SupernetTask CreateTask(int seed, SupernetCells cells = SupernetCells.StandAlone);

    /// <summary>Trains a network from scratch.</summary>
    /// <returns>Its figures on the validation and on the test set: accuracies, or perplexities.</returns>
    double[] TrainAlone(Architecture architecture, int seed);
}
