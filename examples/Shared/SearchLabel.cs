using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Studies;

namespace Examples;

/// <summary>What a row of a comparison is called.</summary>
internal static class SearchLabel
{
    /// <summary>The strategy, how many trials it had, and whether it was interrupted.</summary>
    /// <param name="strategy">The strategy's name.</param>
    /// <param name="network">What it found; null where it was left out.</param>
    public static string Of(string strategy, NeuralArchitectureTransformer? network)
    {
        if (network is null)
        {
            return $"{strategy}: left out";
        }

        // What is beyond a limit is not tried.
        int trials = network.Trials.Count(trial => trial.State != TrialState.Infeasible);
        return $"{strategy}, {trials} trials{(network.Cancelled ? ", interrupted" : "")}";
    }
}
