namespace ModelConsumer;

/// <summary>What is predicted where there are several classes.</summary>
internal sealed class ClassPrediction
{
    public string Text { get; set; } = "";
}
