using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the Probability by a logistic function of the score.</summary>
public sealed class PlattCalibratorTransformer : CalibratorTransformer<PlattCalibrator>
{
    internal const string KindName = "PlattCalibratorTransformer";

    private const string CalibratorFolder = "Calibrator";

    internal PlattCalibratorTransformer(IHostEnvironment env, PlattCalibrator calibrator, string scoreColumnName)
        : base(env, calibrator, scoreColumnName)
    {
    }

    internal static PlattCalibratorTransformer Read(IHostEnvironment env, ModelLoadContext ctx)
        => new(env, ctx.LoadModel<PlattCalibrator>(CalibratorFolder), ctx.Reader.ReadString());

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(KindName);
        ctx.SaveModel(Calibrator, CalibratorFolder);
        ctx.Writer.Write(ScoreColumnName);
    }
}
