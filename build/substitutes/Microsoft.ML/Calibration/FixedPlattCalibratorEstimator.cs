using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>A logistic calibration whose slope and offset are given.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly PlattCalibrator _calibrator;

    internal FixedPlattCalibratorEstimator(IHostEnvironment env, double slope, double offset, string scoreColumn)
        : base(env, null, scoreColumn, null)
        => _calibrator = new PlattCalibrator(slope, offset);

    private protected override PlattCalibrator Train(IDataView input) => _calibrator;

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator)
        => new PlattCalibratorTransformer(Host, calibrator, ScoreColumn.Name);
}
