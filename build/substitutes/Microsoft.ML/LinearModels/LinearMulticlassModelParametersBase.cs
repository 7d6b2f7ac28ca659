using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A linear score for each class.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IScoreModel<VBuffer<float>>
{
    private readonly float[] _variables;

    /// <param name="variables">A bias for each class, then each class's weights in turn.</param>
    internal LinearMulticlassModelParametersBase(float[] variables, int classes, int features)
    {
        _variables = variables;
        ClassCount = classes;
        FeatureCount = features;
    }

    internal int ClassCount { get; }

    internal int FeatureCount { get; }

    internal abstract string Kind { get; }

    int IScoreModel<VBuffer<float>>.FeatureCount => FeatureCount;

    public IEnumerable<float> GetBiases() => _variables.Take(ClassCount);

    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = ClassCount;
        if (weights == null || weights.Length < ClassCount)
            Array.Resize(ref weights, ClassCount);
        for (int c = 0; c < ClassCount; c++)
            VBuffer<float>.Copy(_variables, ClassCount + (c * FeatureCount), ref weights[c], FeatureCount);
    }

    void IScoreModel<VBuffer<float>>.Score(in VBuffer<float> features, ref VBuffer<float> score)
    {
        var row = new FeatureRow(features);
        VBufferEditor<float> editor = VBufferEditor.Create(ref score, ClassCount);
        for (int c = 0; c < ClassCount; c++)
            editor.Values[c] = _variables[c] + row.Dot(_variables.AsSpan(ClassCount + (c * FeatureCount), FeatureCount));
        Calibrate(editor.Values);
        score = editor.Commit();
    }

    internal float[] ToVariables() => [.. _variables];

    private protected abstract void Calibrate(Span<float> scores);

    private protected override void Save(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(ClassCount);
        ctx.Writer.Write(FeatureCount);
        ctx.Writer.WriteValues<float>(_variables);
    }
}
