namespace Microsoft.ML.Data;

/// <summary>Counts rows one by one, and derives the metrics of a classification into several classes.</summary>
internal sealed class MulticlassTally
{
    /// <summary>The smallest probability whose logarithm is taken; also that of a class never seen in training.</summary>
    private const float Epsilon = (float)1e-15;

    private readonly int _classes;
    private readonly double[] _rowsOfClass;
    private readonly double[] _logLossOfClass;
    private readonly double[] _rowsOfRank;
    private double _rows;
    private double _correct;
    private double _logLoss;

    public MulticlassTally(int classes)
    {
        _classes = classes;
        _rowsOfClass = new double[classes];
        _logLossOfClass = new double[classes];

        // One rank more than there are classes: that of a label which no score can match.
        _rowsOfRank = new double[classes + 1];
        Confusion = new double[classes][];
        for (int i = 0; i < classes; i++)
            Confusion[i] = new double[classes];
    }

    public double[][] Confusion { get; }

    public double MicroAccuracy => _rows > 0 ? _correct / _rows : 0;

    public double MacroAccuracy
    {
        get
        {
            int[] present = [.. Enumerable.Range(0, _classes).Where(c => _rowsOfClass[c] > 0)];
            return present.Length == 0 ? 0 : present.Sum(c => Confusion[c][c] / _rowsOfClass[c]) / present.Length;
        }
    }

    public double LogLoss => _rows > 0 ? _logLoss / _rows : 0;

    /// <summary>The share of the labels' own entropy that the scores explain.</summary>
    public double LogLossReduction
    {
        get
        {
            double entropy = 0;
            foreach (double count in _rowsOfClass)
            {
                if (count != 0)
                    entropy += count * Math.Log(count / _rows);
            }

            entropy /= -_rows;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss()
    {
        var losses = new double[_classes];
        for (int c = 0; c < _classes; c++)
            losses[c] = _rowsOfClass[c] > 0 ? _logLossOfClass[c] / _rowsOfClass[c] : 0;
        return losses;
    }

    public double[] TopKAccuracies(int k)
    {
        if (k > _rowsOfRank.Length)
            throw new IndexOutOfRangeException($"There is no top {k} among {_classes} classes.");
        double[] accuracies = [.. _rowsOfRank.Take(k).Select(count => count / _rows)];
        for (int i = 1; i < accuracies.Length; i++)
            accuracies[i] += accuracies[i - 1];
        return accuracies;
    }

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        bool known = label < _classes;
        double logLoss = -Math.Log(known ? Math.Min(1, Math.Max(Epsilon, scores[label])) : Epsilon);
        float target = known ? scores[label] : 0;

        // Among equal scores the earlier class wins, for the rank as well as for the assignment.
        int rank = 0;
        int assigned = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > target || (scores[i] == target && i < label))
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }

        _rows++;
        _logLoss += logLoss;
        _rowsOfRank[rank]++;
        if (rank == 0)
            _correct++;
        if (known)
        {
            _rowsOfClass[label]++;
            _logLossOfClass[label] += logLoss;
            Confusion[label][rank == 0 ? label : assigned]++;
        }
    }
}
