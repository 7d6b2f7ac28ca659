namespace Microsoft.ML.NAO.Datasets;

/// <summary>A class for each sample.</summary>
public sealed class ClassTargets : PredictionTargets
{
    private readonly int[] _labels;

    /// <summary>Creates targets over the given array, which it does not copy.</summary>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <exception cref="ArgumentException">A label is not a class.</exception>
    public ClassTargets(int[] labels, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        int wrong = Array.FindIndex(labels, label => label < 0 || label >= classNames.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException($"Sample {wrong} has the label {labels[wrong]}; there are {classNames.Count} classes, from 0.", nameof(labels));
        }

        _labels = labels;
        ClassNames = [.. classNames];
    }

    /// <inheritdoc/>
    public override int Count => _labels.Length;

    /// <inheritdoc/>
    public override int OutputCount => ClassNames.Count;

    /// <summary>The names of the classes; a label is an index into them.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of each sample, from 0.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <inheritdoc/>
    public override PredictionTargets Subset(ReadOnlySpan<int> indices)
    {
        var labels = new int[indices.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = _labels[indices[i]];
        }

        return new ClassTargets(labels, ClassNames);
    }

    internal override IEnumerable<int[]> GetStrata() =>
        Enumerable.Range(0, Count).GroupBy(index => _labels[index]).OrderBy(group => group.Key).Select(group => group.ToArray());

    internal override bool Covers(PredictionTargets other) => other is ClassTargets classes && classes.ClassNames.SequenceEqual(ClassNames);

    /// <inheritdoc/>
    public override string ToString() => $"{ClassNames.Count} classes";
}
