namespace Microsoft.ML.NAO.Nao;

/// <summary>What a model expects of an architecture, on the scale of its targets.</summary>
/// <param name="Mean">The prediction; the mean of all members' where there are several.</param>
/// <param name="Deviation">The standard deviation of the members' predictions; 0 where there is only one.</param>
internal readonly record struct PredictedPerformance(float Mean, float Deviation)
{
    /// <summary>What several members expect.</summary>
    public static PredictedPerformance Of(float[] members)
    {
        double mean = members.Average();
        return new PredictedPerformance((float)mean, (float)Math.Sqrt(members.Average(prediction => (prediction - mean) * (prediction - mean))));
    }

    /// <summary>The prediction with its uncertainty as a bonus.</summary>
    /// <param name="exploration">How many deviations are added.</param>
    public double UpperBound(double exploration) => Mean + (exploration * Deviation);
}
