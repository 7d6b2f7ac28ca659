using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Draws the architecture of each step. What it draws depends on the seed, the pool and the number of the step alone.</summary>
internal sealed class PathSampler
{
    private readonly ArchitectureSpace _space;
    private readonly PathSampling _sampling;
    private readonly int _seed;
    private readonly IReadOnlyList<Architecture> _pool;
    private readonly double[] _cumulated = [];
    private readonly int[][][] _branches = [];
    private readonly (int Turn, int[] Order)[] _orders = [];

    /// <param name="space">The space.</param>
    /// <param name="sampling">How to draw.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="pool">What to draw from, at least one.</param>
    /// <param name="countParameters">The number of trained values of an architecture's path.</param>
    public PathSampler(
        ArchitectureSpace space, PathSampling sampling, int seed, IReadOnlyList<Architecture> pool, Func<Architecture, long> countParameters)
    {
        _space = space;
        _sampling = sampling;
        _seed = seed;
        _pool = pool;
        switch (sampling)
        {
            case PathSampling.ByParameterCount:
                _cumulated = new double[pool.Count];
                double sum = 0;
                for (int i = 0; i < pool.Count; i++)
                {
                    _cumulated[i] = sum += countParameters(pool[i]);
                }

                break;
            case PathSampling.Fair:
                _branches = [.. Enumerable.Range(0, space.Length / space.TokensPerBranch).Select(ListBranches)];
                _orders = [.. _branches.Select(_ => (-1, Array.Empty<int>()))];
                break;
        }
    }

    /// <summary>The architecture of a step, in canonical form.</summary>
    public Architecture Draw(int step)
    {
        if (_sampling == PathSampling.Fair)
        {
            return _space.Canonicalize(DrawFairly(step));
        }

        var random = new Random(TrialSeed.Derive(_seed, step));
        if (_sampling == PathSampling.Uniform)
        {
            return _pool[random.Next(_pool.Count)];
        }

        int index = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return _pool[Math.Min(index < 0 ? ~index : index + 1, _pool.Count - 1)];
    }

    /// <summary>The architecture of a step, as it is drawn.</summary>
    internal Architecture DrawFairly(int step)
    {
        var tokens = new List<int>(_space.Length);
        for (int branch = 0; branch < _branches.Length; branch++)
        {
            int[][] choices = _branches[branch];
            int turn = step / choices.Length;
            if (_orders[branch].Turn != turn)
            {
                int[] order = [.. Enumerable.Range(0, choices.Length)];
                new Random(TrialSeed.Derive(_seed, branch, turn)).Shuffle(order);
                _orders[branch] = (turn, order);
            }

            tokens.AddRange(choices[_orders[branch].Order[step % choices.Length]]);
        }

        return new Architecture([.. tokens]);
    }

    // What spells a branch does not depend on the branches before it.
    private int[][] ListBranches(int branch)
    {
        int start = branch * _space.TokensPerBranch;
        var prefix = new List<int>(_space.Sample(new Random(_seed)).Tokens.Take(start));
        var found = new List<int[]>();
        Extend();
        return [.. found];

        void Extend()
        {
            if (prefix.Count == start + _space.TokensPerBranch)
            {
                found.Add([.. prefix.Skip(start)]);
                return;
            }

            var legal = new bool[_space.VocabularySize];
            _space.GetLegalTokens(prefix.ToArray(), legal);
            for (int token = 0; token < legal.Length; token++)
            {
                if (legal[token])
                {
                    prefix.Add(token);
                    Extend();
                    prefix.RemoveAt(prefix.Count - 1);
                }
            }
        }
    }
}
