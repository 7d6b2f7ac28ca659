using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>The options with which NAO was published.</summary>
internal static class PublishedOptions
{
    /// <summary>
    /// The paper's figures for convolutional cells (Luo et al., NeurIPS 2018, section 4.1): 600 random architectures, then 200 a round
    /// from the 200 best, in steps of 10 that grow by half; token embeddings of 32, hidden states of 96, a predictor of one layer, a
    /// trade-off of 0.9 of sums, one symmetric copy of each architecture, 1,000 epochs.
    /// </summary>
    public static NaoOptions CreatePaper()
    {
        NaoOptions options = CreateReference();
        options.InitialArchitectures = 600;
        options.ArchitecturesPerRound = 200;
        options.CandidatesPerRound = 200;
        options.SeedArchitectures = 200;
        options.TradeOff = 0.9;
        options.LossReduction = LossReduction.Sum;
        options.Symmetry = SymmetrySampling.EveryNode;
        options.SymmetricCopies = 1;
        options.InitialStepSize = 10;
        options.StepSizeIncrement = 5;
        options.MaxStepSize = 200;
        options.Model = new RecurrentModelOptions
        {
            EncodeBranches = false,
            TokenEmbeddingSize = 32,
            PredictorLayers = 0,
            PredictorDropout = 0,
            NormalizeEmbedding = false,
            DecoderStart = DecoderStart.LastHiddenState,
            DecoderOutput = DecoderOutput.Direct,
        };
        return options;
    }

    /// <summary>
    /// The defaults of the authors' PyTorch search: 600 random architectures, then 300 a round from the 100 best in steps of 1, 2, …, 50;
    /// a predictor of three layers of 200, a trade-off of 0.8 of means, two branches exchanged in each draw, targets by the worst and
    /// the best outcome, 1,000 epochs of Adam at 0.001.
    /// </summary>
    public static NaoOptions CreateReference() => new()
    {
        InitialArchitectures = 600,
        ArchitecturesPerRound = 300,
        CandidatesPerRound = 300,
        SeedArchitectures = 100,
        RestartPatience = null,
        Acquisition = Acquisition.UpperConfidenceBound,
        Exploration = 0,
        SampledDecodings = 0,
        TradeOff = 0.8,
        TargetScaling = TargetScaling.MinMax,
        Symmetry = SymmetrySampling.OneNodePerCell,
        MaxEpochsPerRound = 1000,
        MaxEpochsOfFirstRound = null,
        ConvergedLoss = 0,
        BatchSize = 100,
        LearningRate = 1e-3,
        WeightDecay = 1e-4,
        GradientClip = 5,
        KeepWeights = true,
        NormalizeGradients = false,
        GradientSteps = 1,
        InitialStepSize = 1,
        StepSizeIncrement = 1,
        MaxStepSize = 50,
        Model = new RecurrentModelOptions(),
    };
}
