namespace Microsoft.ML.Trainers;

/// <summary>The options of every trainer.</summary>
public abstract class TrainerInputBase
{
    public string FeatureColumnName = "Features";

    private protected TrainerInputBase()
    {
    }
}
