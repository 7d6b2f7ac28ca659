using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Collects the new architectures that gradient steps lead to (Luo et al., NeurIPS 2018, section 3.3), and chooses the best of them.
/// </summary>
internal sealed class CandidateGeneration(
    ArchitectureSpace space, INaoModel model, NaoOptions options, Func<Architecture, bool> isNew, Random random)
{
    private readonly int _wanted = Math.Max(options.CandidatesPerRound, options.ArchitecturesPerRound);
    private readonly TokenSampler[] _samplers =
    [
        TokenSampler.Greedy,
        .. Enumerable.Repeat(TokenSampler.Create(random, options.SampledTokenNoise / space.Length), options.SampledDecodings),
    ];

    private readonly List<Architecture> _candidates = [];
    private readonly HashSet<Architecture> _seen = [];

    /// <summary>The number of candidates.</summary>
    public int Count => _candidates.Count;

    /// <summary>The largest step size that was taken.</summary>
    public double LargestStepSize { get; private set; }

    /// <summary>Steps from the seed architectures, and then again from the best candidates, as often as the options say.</summary>
    /// <returns>The best candidates, at most as many as a round proposes.</returns>
    public List<Architecture> Run(IReadOnlyList<Architecture> seeds, CancellationToken cancellationToken)
    {
        Collect(seeds, cancellationToken);
        for (int step = 1; step < options.GradientSteps && _candidates.Count > 0 && _candidates.Count < _wanted; step++)
        {
            Collect(Best(options.SeedArchitectures), cancellationToken);
        }

        return Best(options.ArchitecturesPerRound);
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
            if (_candidates.Count < _wanted && _seen.Add(architecture))
            {
                Architecture canonical = space.Canonicalize(architecture);
                if ((canonical.Equals(architecture) || _seen.Add(canonical)) && isNew(canonical))
                {
                    _candidates.Add(canonical);
                }
            }
        }
    }

    /// <summary>The best candidates; in the order in which they were found where all are wanted.</summary>
    private List<Architecture> Best(int count)
    {
        if (_candidates.Count <= count)
        {
            return [.. _candidates];
        }

        IReadOnlyList<PredictedPerformance> predictions = model.Predict(_candidates);
        return options.Acquisition == Acquisition.UpperConfidenceBound
            ? [.. Order(prediction => prediction.UpperBound(options.Exploration)).Take(count)]
            : ChooseByMembers();

        IEnumerable<Architecture> Order(Func<PredictedPerformance, double> by) =>
            predictions.Zip(_candidates).OrderByDescending(candidate => by(candidate.First)).Select(candidate => candidate.Second);

        List<Architecture> ChooseByMembers()
        {
            var chosen = new HashSet<Architecture>();
            Architecture[][] orders = [.. predictions[0].Members.Select((_, member) => Order(prediction => prediction.Members[member]).Take(count).ToArray())];
            while (chosen.Count < count)
            {
                chosen.Add(orders[random.Next(orders.Length)].First(architecture => !chosen.Contains(architecture)));
            }

            return [.. chosen];
        }
    }
}
