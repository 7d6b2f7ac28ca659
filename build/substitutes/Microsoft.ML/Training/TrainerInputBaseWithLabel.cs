namespace Microsoft.ML.Trainers;

/// <summary>The options of a trainer that learns from labels.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    public string LabelColumnName = "Label";

    private protected TrainerInputBaseWithLabel()
    {
    }
}
