namespace Microsoft.ML.NAO.Training;

/// <summary>Which point of a cut-out square is drawn from all the pixels of the image. What reaches over the border is cut off.</summary>
public enum CutoutPlacement
{
    /// <summary>The centre, as in the authors' PyTorch code: pixels near the border are cut out less often.</summary>
    Center,

    /// <summary>The top left corner, as in the authors' TensorFlow code: pixels near the top and the left are cut out less often.</summary>
    Corner,
}
