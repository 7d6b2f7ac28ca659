using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Samples in memory, with what is to be predicted of each.</summary>
public abstract class SampleDataset
{
    private readonly float[]? _weights;

    /// <param name="targets">What is to be predicted.</param>
    /// <param name="weights">How much each sample counts; null for all alike.</param>
    private protected SampleDataset(PredictionTargets targets, float[]? weights)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Targets = targets;
        _weights = weights;
        if (weights is null)
        {
            return;
        }

        if (weights.Length != targets.Count)
        {
            throw new ArgumentException($"There are {targets.Count} samples and {weights.Length} weights.", nameof(weights));
        }

        int wrong = Array.FindIndex(weights, weight => !(weight >= 0 && float.IsFinite(weight)));
        if (wrong >= 0)
        {
            throw new ArgumentException($"Sample {wrong} has the weight {weights[wrong]}; finite ones of at least 0 were expected.", nameof(weights));
        }
    }

    /// <summary>What is to be predicted.</summary>
    public PredictionTargets Targets { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Targets.Count;

    /// <summary>How much each sample counts in losses and figures; empty where all count alike.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The sum of the weights; the number of samples where all count alike.</summary>
    internal double TotalWeight => _weights is null ? Count : _weights.Sum(weight => (double)weight);

    /// <summary>The classes, where there are any.</summary>
    private protected ClassTargets Classes => Targets as ClassTargets
        ?? throw new InvalidOperationException("The data set has values to predict, not classes.");

    /// <summary>The samples of the given indices, copied, in that order.</summary>
    /// <param name="indices">Indices of samples.</param>
    public abstract SampleDataset Subset(ReadOnlySpan<int> indices);

    /// <summary>The first samples.</summary>
    /// <param name="count">How many; all of them when there are fewer.</param>
    public virtual SampleDataset Take(int count) => Subset(First(count));

    /// <summary>Splits the samples at random into two sets, class by class where there are classes, so that both have the same proportions.</summary>
    /// <param name="fraction">The share of the second set, between 0 and 1. Each class with at least two samples is in both sets.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The larger part to train on, and the part that was held out; both in the original order.</returns>
    public (SampleDataset Train, SampleDataset HeldOut) Split(double fraction, int seed)
    {
        var (train, heldOut) = DrawSplit(fraction, seed);
        return (Subset(train), Subset(heldOut));
    }

    /// <summary>
    /// Splits the samples at random into parts of equal size, each of which is held out once, class by class where there are classes, so that all
    /// have the same proportions.
    /// </summary>
    /// <param name="count">How many parts, at least 2 and at most one for each sample.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>For each part the other samples to train on, and the part; both in the original order.</returns>
    public IReadOnlyList<(SampleDataset Train, SampleDataset HeldOut)> SplitFolds(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        var random = new Random(seed);
        var fold = new int[Count];
        int next = 0;
        foreach (int[] alike in Targets.GetStrata())
        {
            random.Shuffle(alike);
            foreach (int index in alike)
            {
                fold[index] = next++ % count;
            }
        }

        int[] all = [.. Enumerable.Range(0, Count)];
        return
        [
            .. Enumerable.Range(0, count).Select(part =>
                (Subset(Array.FindAll(all, index => fold[index] != part)), Subset(Array.FindAll(all, index => fold[index] == part)))),
        ];
    }

    /// <summary>Says why a network for this set cannot read another one; null where it can.</summary>
    internal string? DescribeDifference(SampleDataset other) =>
        SampleKind != other.SampleKind ? $"it has {other.SampleKind}, the training set {SampleKind}"
        : !Targets.Covers(other.Targets) ? $"it has {other.Targets}, the training set {Targets}"
        : null;

    /// <summary>The kind and shape of the samples, for messages.</summary>
    internal abstract string SampleKind { get; }

    /// <summary>Makes batches of the samples as they are.</summary>
    internal abstract SampleBatcher CreateBatcher();

    /// <summary>Adds all that is in the samples, their targets and weights to a hash.</summary>
    internal void AppendTo(IncrementalHash hash)
    {
        switch (Targets)
        {
            case ClassTargets classes:
                hash.AppendData(MemoryMarshal.AsBytes(classes.Labels));
                break;
            case ValueTargets values:
                hash.AppendData(MemoryMarshal.AsBytes(values.Values));
                break;
        }

        hash.AppendData(MemoryMarshal.AsBytes(Weights));
        AppendSamples(hash);
    }

    /// <summary>Adds the samples to a hash.</summary>
    private protected abstract void AppendSamples(IncrementalHash hash);

    /// <summary>Throws unless there is a sample that counts.</summary>
    /// <param name="name">What the set is for, for the message.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal void RequireSamples(string name)
    {
        if (Count == 0)
        {
            throw new ArgumentException($"The {name} set has no samples.");
        }

        if (!Weights.IsEmpty && !Weights.ContainsAnyExcept(0f))
        {
            throw new ArgumentException($"All {Count} samples of the {name} set have the weight 0; at least one has to count.");
        }
    }

    /// <summary>The samples that count. The others have no part in a loss, but would have one in the means and variances of batches.</summary>
    internal SampleDataset DropWeightless() =>
        Weights.Contains(0f) ? Subset(Array.FindAll(First(Count), index => _weights![index] > 0)) : this;

    /// <summary>The weights of some samples; null where there are none.</summary>
    private protected float[]? SelectWeights(ReadOnlySpan<int> indices)
    {
        if (_weights is null)
        {
            return null;
        }

        var weights = new float[indices.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = _weights[indices[i]];
        }

        return weights;
    }

    /// <summary>The indices of the first samples.</summary>
    private protected int[] First(int count) => [.. Enumerable.Range(0, Math.Min(count, Count))];

    /// <summary>The indices of two parts.</summary>
    private protected (int[] Train, int[] HeldOut) DrawSplit(double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction to hold out lies between 0 and 1.");
        }

        var random = new Random(seed);
        var heldOut = new bool[Count];
        foreach (int[] alike in Targets.GetStrata())
        {
            random.Shuffle(alike);
            int count = (int)Math.Round(alike.Length * fraction);
            count = alike.Length < 2 ? 0 : Math.Clamp(count, 1, alike.Length - 1);
            foreach (int index in alike.AsSpan(0, count))
            {
                heldOut[index] = true;
            }
        }

        int[] all = [.. Enumerable.Range(0, Count)];
        return (Array.FindAll(all, index => !heldOut[index]), Array.FindAll(all, index => heldOut[index]));
    }
}
