using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// NAO's rounds by themselves (Luo et al., NeurIPS 2018, algorithm 1): each trains the encoder, the performance predictor and the decoder on
/// scored architectures, and generates new ones. For searches whose scores all change from round to round, as those with weight sharing do;
/// <see cref="NaoOptions"/> as a strategy keeps every outcome.
/// </summary>
/// <remarks>Between calls it keeps the model as plain bytes and no tensor. <see cref="NaoOptions.CreateGenerator"/> creates it.</remarks>
public sealed class NaoGenerator
{
    private readonly StrategyContext _context;
    private readonly NaoRound _round;

    internal NaoGenerator(StrategyContext context, NaoOptions options)
    {
        _context = context;
        _round = new NaoRound(context.Space, context.Objective, options);
    }

    /// <summary>The model and its optimizer after the last round; null before the first. Setting it goes on from there.</summary>
    public byte[]? State { get; set; }

    /// <summary>Figures about the last round by name, of <see cref="NaoMeasures"/>.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; private set; } = System.Collections.Immutable.ImmutableDictionary<string, double>.Empty;

    /// <summary>Trains the model, and generates architectures from the best ones.</summary>
    /// <param name="architectures">Architectures of the space in canonical form.</param>
    /// <param name="scores">The score of each; those that are not finite are left out.</param>
    /// <param name="round">The number of the round, from which its seed is derived.</param>
    /// <param name="isNew">Whether an architecture in canonical form may be generated.</param>
    /// <param name="cancellationToken">Ends the round; nothing of it remains then.</param>
    /// <returns>New architectures in canonical form, at most as many as a round generates; none where fewer than two have a score.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Architecture> Generate(
        IReadOnlyList<Architecture> architectures,
        IReadOnlyList<double> scores,
        int round,
        Func<Architecture, bool> isNew,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isNew);
        Studies.Trial[] trials =
        [
            .. architectures.Zip(scores).Where(scored => double.IsFinite(scored.Second)).Select((scored, number) => new Studies.Trial
            {
                Number = number, Architecture = scored.First, State = Studies.TrialState.Completed, Metric = scored.Second,
            }),
        ];
        if (trials.Length < 2)
        {
            return [];
        }

        NaoRoundResult result = _round.Run(
            trials, Climb.FromAll, State, Studies.TrialSeed.Derive(_context.Seed, round), isNew, cancellationToken);
        State = result.State;
        Measures = result.Measures;
        return result.Proposals;
    }
}
