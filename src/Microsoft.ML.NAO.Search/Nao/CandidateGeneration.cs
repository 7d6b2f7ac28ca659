using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Collects the new architectures that gradient steps lead to (Luo et al., NeurIPS 2018, section 3.3), and chooses the best of them.
/// </summary>
internal sealed class CandidateGeneration(
    ArchitectureSpace space, INaoModel model, NaoOptions options, Func<Architecture, bool> isNew, Random random, int? radius = null)
{
    private readonly int _wanted = Math.Max(options.CandidatesPerRound, options.ArchitecturesPerRound);
    private readonly TokenSampler[] _samplers =
    [
        TokenSampler.Greedy,
        .. Enumerable.Repeat(TokenSampler.Create(random, options.SampledTokenNoise / space.Length), options.SampledDecodings),
    ];

    private readonly int _member = random.Next(FeedForwardModelOptions.MaxMembers);
    private readonly List<Architecture> _candidates = [];
    private readonly HashSet<Architecture> _seen = [];
    private Architecture? _center;

    /// <summary>The number of candidates.</summary>
    public int Count => _candidates.Count;

    /// <summary>The largest step size that was taken.</summary>
    public double LargestStepSize { get; private set; }

    /// <summary>Steps from the seed architectures, and then again from the best candidates, as often as the options say.</summary>
    /// <param name="seeds">Where steps start, the best first. Where there is a radius, nothing further away from it is a candidate.</param>
    /// <param name="cancellationToken">Checked before each step.</param>
    /// <returns>The best candidates, at most as many as a round proposes.</returns>
    public List<Architecture> Run(IReadOnlyList<Architecture> seeds, CancellationToken cancellationToken)
    {
        _center = seeds[0];
        Collect(seeds, cancellationToken);
        for (int step = 1; step < options.GradientSteps && _candidates.Count > 0 && _candidates.Count < _wanted; step++)
        {
            Collect(Best(options.SeedArchitectures, members: 1), cancellationToken);
        }

        return Best(options.ArchitecturesPerRound, options.ArchitecturesPerRound);
    }

    private void Collect(IReadOnlyList<Architecture> seeds, CancellationToken cancellationToken)
    {
        double stepSize = options.InitialStepSize;
        while (true)
        {
            LargestStepSize = Math.Max(stepSize, LargestStepSize);
            cancellationToken.ThrowIfCancellationRequested();
            Add(model.Move(seeds, stepSize, _samplers));
            if (_candidates.Count == _wanted || stepSize + options.StepSizeIncrement > options.MaxStepSize)
            {
                return;
            }

            stepSize += options.StepSizeIncrement;
        }
    }

    private void Add(IReadOnlyList<Architecture> moved)
    {
        foreach (Architecture architecture in moved)
        {
            // Most of them decode to what was seen before, often token by token.
            if (_candidates.Count < _wanted && _seen.Add(architecture) && IsNear(architecture))
            {
                Architecture canonical = space.Canonicalize(architecture);
                if ((canonical.Equals(architecture) || _seen.Add(canonical)) && isNew(canonical))
                {
                    _candidates.Add(canonical);
                }
            }
        }
    }

    // As it was decoded: a canonical form may number the same nodes in another order.
    private bool IsNear(Architecture architecture) =>
        radius is not { } largest || ReconstructionMetrics.HammingDistance(architecture, _center!) <= largest;

    /// <summary>The best candidates; in the order in which they were found where all are wanted.</summary>
    /// <param name="count">At most how many.</param>
    /// <param name="members">Of how many members in turn the opinion is asked, where opinions are compared one by one.</param>
    private List<Architecture> Best(int count, int members)
    {
        if (_candidates.Count <= count)
        {
            return [.. _candidates];
        }

        IReadOnlyList<PredictedPerformance> predictions = model.Predict(_candidates);
        if (options.Acquisition == Acquisition.UpperConfidenceBound)
        {
            return [.. Order(prediction => prediction.UpperBound(options.Exploration))];
        }

        int all = predictions[0].Members.Length;
        Architecture[][] orders =
        [
            .. Enumerable.Range(0, Math.Min(members, all)).Select(turn => Order(prediction => prediction.Members[(_member + turn) % all]).ToArray()),
        ];
        var chosen = new HashSet<Architecture>();
        while (chosen.Count < count)
        {
            chosen.Add(orders[chosen.Count % orders.Length].First(architecture => !chosen.Contains(architecture)));
        }

        return [.. chosen];

        IEnumerable<Architecture> Order(Func<PredictedPerformance, double> by) =>
            predictions.Zip(_candidates).OrderByDescending(candidate => by(candidate.First)).Take(count).Select(candidate => candidate.Second);
    }
}
