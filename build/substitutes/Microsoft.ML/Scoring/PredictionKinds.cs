using System.Runtime.CompilerServices;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>What linear models and the transformers around them are in a model file.</summary>
internal static class PredictionKinds
{
    public const string Regression = "RegressionPrediction";
    public const string Binary = "BinaryPrediction";
    public const string Multiclass = "MulticlassPrediction";
    public const string ModelFolder = "Model";

    [ModuleInitializer]
    internal static void Register()
    {
        ModelKinds.Register(LinearBinaryModelParameters.KindName, (_, ctx) => ReadBinary(ctx));
        ModelKinds.Register(LinearRegressionModelParameters.KindName, (_, ctx) => ReadRegression(ctx));
        ModelKinds.Register(MaximumEntropyModelParameters.KindName, (_, ctx) => MaximumEntropyModelParameters.Read(ctx));
        ModelKinds.Register(CalibratedLinearModelParameters.KindName, (_, ctx) => CalibratedLinearModelParameters.Read(ctx));
        ModelKinds.Register(PlattCalibrator.KindName, (_, ctx) => PlattCalibrator.Read(ctx));
        ModelKinds.Register(PlattCalibratorTransformer.KindName, PlattCalibratorTransformer.Read);
        ModelKinds.Register(Regression, LoadRegression);
        ModelKinds.Register(Binary, LoadBinary);
        ModelKinds.Register(Multiclass, LoadMulticlass);
    }

    private static LinearBinaryModelParameters ReadBinary(ModelLoadContext ctx)
    {
        (float[] weights, float bias) = LinearModelParameters.Read(ctx);
        return new LinearBinaryModelParameters(weights, bias);
    }

    private static LinearRegressionModelParameters ReadRegression(ModelLoadContext ctx)
    {
        (float[] weights, float bias) = LinearModelParameters.Read(ctx);
        return new LinearRegressionModelParameters(weights, bias);
    }

    private static object LoadRegression(IHostEnvironment env, ModelLoadContext ctx)
        => new RegressionPredictionTransformer<LinearRegressionModelParameters>(
            env, ctx.LoadModel<LinearRegressionModelParameters>(ModelFolder), ctx.Reader.ReadString(), TypeCodec.Read(ctx.Reader));

    private static object LoadBinary(IHostEnvironment env, ModelLoadContext ctx)
    {
        object model = ctx.LoadModel<object>(ModelFolder);
        string features = ctx.Reader.ReadString();
        DataViewType type = TypeCodec.Read(ctx.Reader);
        return model switch
        {
            LinearBinaryModelParameters linear
                => new BinaryPredictionTransformer<LinearBinaryModelParameters>(env, linear, features, type),
            CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> calibrated
                => new BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>(
                    env, calibrated, features, type),
            _ => throw env.ExceptDecode($"Corrupt model file: a '{model.GetType().Name}' does not predict two classes"),
        };
    }

    private static object LoadMulticlass(IHostEnvironment env, ModelLoadContext ctx)
        => new MulticlassPredictionTransformer<MaximumEntropyModelParameters>(
            env,
            ctx.LoadModel<MaximumEntropyModelParameters>(ModelFolder),
            ctx.Reader.ReadString(),
            TypeCodec.Read(ctx.Reader),
            SchemaCodec.ReadAnnotations(ctx.Reader));
}
