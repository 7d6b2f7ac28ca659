namespace Microsoft.ML.AutoML;

/// <summary>What came of a trial. Results are equal when their trials' numbers are.</summary>
public class TrialResult : IEqualityComparer<TrialResult>
{
    public TrialSettings TrialSettings { get; set; }

    public ITransformer Model { get; set; }

    /// <summary>What the experiment makes small.</summary>
    public double Loss { get; set; }

    public double Metric { get; set; }

    public double DurationInMilliseconds { get; set; }

    public double? PeakCpu { get; set; }

    public double? PeakMemoryInMegaByte { get; set; }

    public bool Equals(TrialResult x, TrialResult y) => GetHashCode(x) == GetHashCode(y);

    public int GetHashCode(TrialResult obj) => obj?.TrialSettings?.TrialId ?? 0;
}
