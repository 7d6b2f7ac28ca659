namespace Microsoft.ML.Trainers;

/// <summary>The options of trainers that learn from one row after the other.</summary>
public abstract class OnlineLinearOptions : TrainerInputBaseWithLabel
{
    public int NumberOfIterations = 1;

    public float InitialWeightsDiameter = 0;

    public bool Shuffle = true;

    protected OnlineLinearOptions()
    {
    }
}
