namespace Microsoft.ML.Calibrators;

/// <summary>The probability 1 / (1 + exp(slope · score + offset)) (Platt, 1999).</summary>
public sealed class PlattCalibrator : ICalibrator, ICanSaveModel
{
    internal const string KindName = "PlattCalibrator";

    internal PlattCalibrator(double slope, double offset)
    {
        Slope = slope;
        Offset = offset;
    }

    public double Slope { get; }

    public double Offset { get; }

    public float PredictProbability(float output) => float.IsNaN(output) ? output : Probability(output, Slope, Offset);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetKind(KindName);
        ctx.Writer.Write(Slope);
        ctx.Writer.Write(Offset);
    }

    internal static float Probability(float score, double slope, double offset) => (float)(1 / (1 + Math.Exp((slope * score) + offset)));

    internal static PlattCalibrator Read(ModelLoadContext ctx)
    {
        double slope = ctx.Reader.ReadDouble();
        double offset = ctx.Reader.ReadDouble();
        if (!double.IsFinite(slope) || !double.IsFinite(offset))
            throw Contracts.ExceptDecode($"Corrupt model file: a calibrator with the slope {slope} and the offset {offset}");
        return new PlattCalibrator(slope, offset);
    }
}
