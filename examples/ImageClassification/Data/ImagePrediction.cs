namespace ImageClassification.Data;

/// <summary>What the model says of an image.</summary>
internal sealed class ImagePrediction
{
    public string Prediction { get; set; } = "";

    public float[] Score { get; set; } = [];
}
