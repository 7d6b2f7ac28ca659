using System.Numerics.Tensors;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>Architectures to train on; the first of them have targets.</summary>
internal sealed class FeedForwardBatch
{
    private readonly int[] _tokens;
    private readonly float[] _illegal;
    private readonly float[] _targets;
    private readonly int _vocabulary;

    public FeedForwardBatch(ArchitectureSpace space, ArchitectureFeatures features, IReadOnlyList<Architecture> architectures, float[] targets)
    {
        _targets = targets;
        _vocabulary = space.VocabularySize;
        Features = [.. architectures.Select(features.Compute)];
        _tokens = [.. architectures.SelectMany(architecture => architecture.Tokens)];
        _illegal = new float[_tokens.Length * _vocabulary];
        var legal = new bool[_vocabulary];
        for (int at = 0; at < _tokens.Length; at++)
        {
            int position = at % space.Length;
            space.GetLegalTokens(_tokens.AsSpan(at - position, position), legal);
            for (int token = 0; token < legal.Length; token++)
            {
                _illegal[(at * _vocabulary) + token] = legal[token] ? 0 : float.NegativeInfinity;
            }
        }
    }

    /// <summary>The features of each architecture.</summary>
    public IReadOnlyList<(int Feature, float Value)[]> Features { get; }

    /// <summary>The targets of the first architectures.</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>Turns logits into the gradient of the mean cross-entropy, in which illegal tokens have no part.</summary>
    /// <param name="logits">[architectures, tokens × vocabulary].</param>
    /// <param name="weight">What the gradient is multiplied with.</param>
    /// <returns>The mean cross-entropy.</returns>
    public double ToGradient(Span<float> logits, double weight)
    {
        TensorPrimitives.Add(logits, _illegal, logits);
        for (int at = 0; at < logits.Length; at += _vocabulary)
        {
            Span<float> scores = logits.Slice(at, _vocabulary);
            float highest = scores[0];
            foreach (float score in scores)
            {
                highest = MathF.Max(highest, score);
            }

            TensorPrimitives.Subtract(scores, highest, scores);
        }

        double crossEntropy = 0;
        TensorPrimitives.Exp(logits, logits);
        float scale = (float)(weight / _tokens.Length);
        for (int at = 0; at < _tokens.Length; at++)
        {
            Span<float> scores = logits.Slice(at * _vocabulary, _vocabulary);
            float sum = 0;
            foreach (float score in scores)
            {
                sum += score;
            }

            crossEntropy -= Math.Log(scores[_tokens[at]] / sum);
            TensorPrimitives.Multiply(scores, scale / sum, scores);
            scores[_tokens[at]] -= scale;
        }

        return crossEntropy / _tokens.Length;
    }
}
