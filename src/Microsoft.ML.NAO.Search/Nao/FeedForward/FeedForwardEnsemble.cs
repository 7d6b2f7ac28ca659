using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// Several encoders, performance predictors and decoders of feed-forward layers, which differ in their first weights alone. Their
/// weights lie side by side, so that one operation computes all of them.
/// </summary>
/// <remarks>
/// Where an LSTM has to learn what the positions of a sequence mean, the first layer here has weights for each token at each
/// position, and for how often each token occurs: a few dozen architectures are enough to learn from.
/// </remarks>
internal sealed class FeedForwardEnsemble : nn.Module
{
    private readonly int _members;
    private readonly Parameter _input;
    private readonly Parameter _inputBias;
    private readonly Parameter _embed;
    private readonly Parameter _predict;
    private readonly Parameter _predictBias;
    private readonly Parameter _performance;
    private readonly Parameter _performanceBias;
    private readonly Parameter _spell;
    private readonly Parameter _spellBias;
    private readonly Parameter _tokens;
    private readonly Parameter _tokensBias;

    /// <param name="features">The number of features of an architecture (<see cref="ArchitectureFeatures"/>).</param>
    /// <param name="inputNorm">The expected squared length of the features.</param>
    /// <param name="outputs">The number of logits that spell an architecture: its tokens times the vocabulary.</param>
    /// <param name="options">Members and sizes.</param>
    public FeedForwardEnsemble(int features, double inputNorm, int outputs, FeedForwardModelOptions options)
        : base(nameof(FeedForwardEnsemble))
    {
        _members = options.Members;
        int hidden = options.HiddenSize;
        int embedding = options.EmbeddingSize;

        // He et al., 2015: with these variances, ReLU layers keep the length of what passes through. An embedding has length 1.
        _input = Normal(2 / inputNorm, features, _members * hidden);
        _inputBias = Zeros(_members * hidden);
        _embed = Normal(1.0 / hidden, _members, hidden, embedding);
        _predict = Normal(2, _members, embedding, hidden);
        _predictBias = Zeros(_members, 1, hidden);
        _performance = Normal(1.0 / hidden, _members, hidden, 1);
        _performanceBias = Zeros(_members, 1, 1);
        _spell = Normal(2, _members, embedding, hidden);
        _spellBias = Zeros(_members, 1, hidden);
        _tokens = Normal(1.0 / hidden, _members, hidden, outputs);
        _tokensBias = Zeros(_members, 1, outputs);
        RegisterComponents();
    }

    /// <summary>The embeddings [members, batch, embedding], each of length 1, of features [batch, features].</summary>
    public Tensor Encode(Tensor features)
    {
        Tensor hidden = features.matmul(_input).add(_inputBias).relu().reshape(features.shape[0], _members, -1).transpose(0, 1);
        return ToUnitLength(hidden.bmm(_embed));
    }

    /// <summary>The predicted performance [members, batch] at embeddings.</summary>
    public Tensor Predict(Tensor embeddings) =>
        embeddings.bmm(_predict).add(_predictBias).relu().bmm(_performance).add(_performanceBias).squeeze(-1);

    /// <summary>The logits [members, batch, tokens × vocabulary] that spell the architectures at embeddings.</summary>
    public Tensor Decode(Tensor embeddings) =>
        embeddings.bmm(_spell).add(_spellBias).relu().bmm(_tokens).add(_tokensBias);

    /// <summary>Divides each vector along the last dimension by its length.</summary>
    public static Tensor ToUnitLength(Tensor vectors) => vectors / vectors.norm(-1, true).clamp_min(NaoConstants.SmallestNorm);

    private static Parameter Normal(double variance, params long[] shape) => nn.Parameter(randn(shape) * Math.Sqrt(variance));

    private static Parameter Zeros(params long[] shape) => nn.Parameter(zeros(shape));
}
