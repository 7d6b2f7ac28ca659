using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tuning;

namespace Snippets;

/// <summary>A tuner in an AutoML experiment: README.md.</summary>
internal static class Experiments
{
    public static TrialResult Run(MLContext mlContext)
    {
        #region tuner
        var best = mlContext.Auto().CreateExperiment()
            .SetTuner(new NaoTuner(new ConvolutionalCellSpace()))
            .SetTrialRunner(services => new MyRunner(services))   // reads settings.Parameter["architecture"].AsType<string>()
            .SetMaxModelToExplore(50)
            .Run();
        #endregion
        return best;
    }
}
