namespace Microsoft.ML.NAO.Nao;

/// <summary>The names of the figures that NAO tells about itself (<see cref="Strategies.ISearchStrategy.Measures"/>).</summary>
public static class NaoMeasures
{
    /// <summary>The number of rounds in which the model was trained.</summary>
    public const string Rounds = "nao.rounds";

    /// <summary>How often the search went on from random architectures (<see cref="NaoOptions.RestartPatience"/>).</summary>
    public const string Restarts = "nao.restarts";

    /// <summary>How many proposals of all rounds came from gradient steps.</summary>
    public const string FromGradientSteps = "nao.proposals.gradient";

    /// <summary>How many proposals of all rounds had to be drawn at random, because gradient steps led to too few new architectures or the
    /// search went on from random ones. The first architectures are not counted.</summary>
    public const string DrawnAtRandom = "nao.proposals.random";

    /// <summary>The largest step size of the last round.</summary>
    public const string StepSize = "nao.step_size";

    /// <summary>How many new architectures the last round chose its proposals from.</summary>
    public const string Candidates = "nao.candidates";

    /// <summary>The number of epochs that the last round trained the model.</summary>
    public const string Epochs = "nao.training.epochs";

    /// <summary>The predictor's pairwise accuracy on the architectures that it was trained on, in the last round.</summary>
    public const string PairwiseAccuracy = "nao.training.pairwise_accuracy";

    /// <summary>The decoder's mean number of wrong tokens on the seed architectures, in the last round.</summary>
    public const string HammingDistance = "nao.training.hamming_distance";
}
