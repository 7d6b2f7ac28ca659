namespace Regression;

/// <summary>What the model expects of an hour.</summary>
internal sealed class Forecast
{
    /// <summary>The number of bicycles.</summary>
    public float Score { get; set; }
}
