namespace Microsoft.ML.Trainers;

/// <summary>The options of a trainer that takes rows by their weights.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    public string ExampleWeightColumnName = null;

    private protected TrainerInputBaseWithWeight()
    {
    }
}
