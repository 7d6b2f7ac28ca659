namespace Microsoft.ML.NAO.Nao;

/// <summary>The default of every option of NAO. <see cref="NaoOptions"/> says where each comes from.</summary>
internal static class NaoConstants
{
    public const int InitialArchitectures = 8;
    public const int ArchitecturesPerRound = 1;
    public const int SeedArchitectures = 10;
    public const int RestartPatience = 30;
    public const int RestartRadius = 2;
    public const int CandidatesPerRound = 2000;
    public const double Exploration = 0.5;
    public const int SampledDecodings = 4;
    public const double SampledTokenNoise = 1.5;

    public const double TradeOff = 0.8;
    public const int TokenEmbeddingSize = 48;
    public const int HiddenSize = 96;
    public const int PredictorLayers = 3;
    public const int PredictorWidth = 200;
    public const double PredictorDropout = 0.1;

    public const int Members = 6;
    public const int FeedForwardHiddenSize = 48;
    public const int FeedForwardEmbeddingSize = 48;
    public const int UnlabeledArchitectures = 32;

    public const int MaxEpochsOfFirstRound = 300;
    public const int MaxEpochsPerRound = 60;
    public const double ConvergedLoss = 0;
    public const int BatchSize = 100;
    public const double LearningRate = 3e-3;
    public const double WeightDecay = 1e-4;
    public const double GradientClip = 5;

    public const int GradientSteps = 3;
    public const double InitialStepSize = 0.5;
    public const double StepSizeIncrement = 0.5;
    public const double MaxStepSize = 2;

    /// <summary>Keeps a division by the length of a vector finite.</summary>
    public const double SmallestNorm = 1e-12;
}
