using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A linear score and the probability that it stands for.</summary>
internal sealed class CalibratedLinearModelParameters(LinearBinaryModelParameters subModel, PlattCalibrator calibrator)
    : CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>(subModel, calibrator),
        IScoreModel<float>,
        IProbabilityModel,
        ICanSaveModel
{
    public const string KindName = "CalibratedLinearModel";

    private const string ModelFolder = "Predictor";
    private const string CalibratorFolder = "Calibrator";

    int IScoreModel<float>.FeatureCount => ((IScoreModel<float>)SubModel).FeatureCount;

    public static CalibratedLinearModelParameters Read(ModelLoadContext ctx)
        => new(ctx.LoadModel<LinearBinaryModelParameters>(ModelFolder), ctx.LoadModel<PlattCalibrator>(CalibratorFolder));

    public float PredictProbability(float score) => Calibrator.PredictProbability(score);

    void IScoreModel<float>.Score(in VBuffer<float> features, ref float score)
        => ((IScoreModel<float>)SubModel).Score(in features, ref score);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetKind(KindName);
        ctx.SaveModel(SubModel, ModelFolder);
        ctx.SaveModel(Calibrator, CalibratorFolder);
    }
}
