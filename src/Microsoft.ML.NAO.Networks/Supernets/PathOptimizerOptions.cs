using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>How a step moves the weights of a path.</summary>
/// <param name="Momentum">The momentum; 0 for none.</param>
/// <param name="Nesterov">Whether it is Nesterov's.</param>
/// <param name="WeightDecay">The factor of a weight in its gradient.</param>
/// <param name="GradientClip">The norm that the path's gradient is cut to; 0 for no limit.</param>
internal sealed record PathOptimizerOptions(double Momentum, bool Nesterov, double WeightDecay, double GradientClip)
{
    public static PathOptimizerOptions Of(TrainingOptions options) =>
        new(options.Momentum, options.Nesterov, options.WeightDecay, options.GradientClip);

    public static PathOptimizerOptions Of(LanguageModelTrainingOptions options) =>
        new(0, Nesterov: false, options.WeightDecay, options.GradientClip);
}
