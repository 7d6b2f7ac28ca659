namespace Microsoft.ML.Calibrators;

/// <summary>A model of a score, and what turns the score into a probability.</summary>
public abstract class CalibratedModelParametersBase
{
    private protected CalibratedModelParametersBase(object subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    public object SubModel { get; }

    public ICalibrator Calibrator { get; }
}
