using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>
/// Proposes architectures and learns from their outcomes.
/// </summary>
/// <remarks>
/// A strategy knows architectures and outcomes, and neither data nor networks. What it proposes depends on nothing but its
/// options, its seed and the order of the calls: a study that is resumed replays the recorded proposals and outcomes, and the
/// search goes on as if it had never stopped. Calls never overlap.
/// </remarks>
public interface ISearchStrategy
{
    /// <summary>
    /// Figures about the strategy itself by name, for example how many proposals it had to draw at random. Empty where a
    /// strategy has none.
    /// </summary>
    IReadOnlyDictionary<string, double> Measures => ImmutableDictionary<string, double>.Empty;

    /// <summary>Proposes the next architecture, legal, in canonical form and not proposed before.</summary>
    /// <param name="cancellationToken">Ends a long computation. A proposal that was cancelled can be asked for again.</param>
    /// <returns>The proposal, or null when the strategy knows no further architecture.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Architecture? Propose(CancellationToken cancellationToken = default);

    /// <summary>Learns the outcome of a proposal, or of an architecture that was evaluated elsewhere, which is then not proposed any more.</summary>
    /// <param name="trial">
    /// A finished trial, completed, failed or infeasible; its architecture is in canonical form. One whose metric is not a number counts as failed.
    /// </param>
    void Observe(Trial trial);
}
