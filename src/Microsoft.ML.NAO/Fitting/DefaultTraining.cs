using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The recipes that estimators train by unless told otherwise.</summary>
internal static class DefaultTraining
{
    public static TrainingOptions Search() => new() { Epochs = 4, CropPadding = 1 };

    public static TrainingOptions Final() => new() { Epochs = 20, CropPadding = 1 };
}
