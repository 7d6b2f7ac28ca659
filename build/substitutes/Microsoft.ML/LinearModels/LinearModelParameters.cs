using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A weight for each feature, and a bias.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, ICalculateFeatureContribution, IScoreModel<float>
{
    private readonly float[] _weights;

    internal LinearModelParameters(float[] weights, float bias)
    {
        _weights = weights;
        Weights = [.. weights];
        Bias = bias;
    }

    public IReadOnlyList<float> Weights { get; }

    public float Bias { get; protected set; }

    FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => new(this);

    int IScoreModel<float>.FeatureCount => _weights.Length;

    internal abstract string Kind { get; }

    void IScoreModel<float>.Score(in VBuffer<float> features, ref float score) => score = Bias + new FeatureRow(features).Dot(_weights);

    internal static (float[] Weights, float Bias) Read(ModelLoadContext ctx)
    {
        float bias = ctx.Reader.ReadSingle();
        return (ctx.Reader.ReadValues<float>(), bias);
    }

    private protected override void Save(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(Bias);
        ctx.Writer.WriteValues<float>(_weights);
    }
}
