namespace Microsoft.ML.NAO.Nao;

/// <summary>What a model expects of an architecture, on the scale of its targets.</summary>
/// <param name="Members">The prediction of each member; one where a model has none.</param>
internal readonly record struct PredictedPerformance(params float[] Members)
{
    /// <summary>The mean of the members' predictions.</summary>
    public double Mean => Members.Average();

    /// <summary>The standard deviation of the members' predictions.</summary>
    public double Deviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Members.Average(prediction => (prediction - mean) * (prediction - mean)));
        }
    }

    /// <summary>The prediction with its uncertainty as a bonus.</summary>
    /// <param name="exploration">How many deviations are added.</param>
    public double UpperBound(double exploration) => Mean + (exploration * Deviation);
}
