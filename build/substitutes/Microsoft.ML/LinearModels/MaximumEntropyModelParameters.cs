using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The softmax of a linear score for each class: multinomial logistic regression.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal const string KindName = "MaximumEntropyModel";

    internal MaximumEntropyModelParameters(float[] variables, int classes, int features)
        : base(variables, classes, features)
    {
    }

    internal override string Kind => KindName;

    internal static MaximumEntropyModelParameters Read(ModelLoadContext ctx)
    {
        int classes = ctx.Reader.ReadInt32();
        int features = ctx.Reader.ReadInt32();
        float[] variables = ctx.Reader.ReadValues<float>();
        if (classes < 1 || features < 1 || variables.LongLength != classes * (features + 1L))
            throw Contracts.ExceptDecode($"Corrupt model file: {variables.Length} numbers for {classes} classes and {features} features");
        return new MaximumEntropyModelParameters(variables, classes, features);
    }

    private protected override void Calibrate(Span<float> scores) => Softmax.Apply(scores);
}
