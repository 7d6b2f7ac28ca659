using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.FeedForward;

namespace Microsoft.ML.NAO.Tests.Nao.FeedForward;

[TestClass]
public class FeedForwardGradientTests
{
    private const double TradeOff = 0.7;
    private const float Step = 1e-2f;

    private static readonly EdgeCellSpace Space = EdgeCellSpace.NasBench201;

    [TestMethod]
    public void Is_what_finite_differences_of_the_loss_say()
    {
        var (member, batch, shape) = Create();
        var gradient = new FeedForwardGradient(shape, TradeOff);
        gradient.Compute(member, batch, out ReadOnlySpan<float> computed);
        float[] expected = computed.ToArray();
        int checkedWeights = 0;
        for (int i = 0; i < shape.Count; i++)
        {
            float before = member.Weights[i];
            double above = Loss(before + Step);
            double below = Loss(before - Step);
            double middle = Loss(before);

            // Where a rectified value crosses zero within the step, the difference says nothing.
            if (Math.Abs(above + below - (2 * middle)) < 1e-4)
            {
                Assert.AreEqual((above - below) / (2 * Step), expected[i], 2e-3 + (0.02 * Math.Abs(expected[i])), $"weight {i}");
                checkedWeights++;
            }

            double Loss(float weight)
            {
                member.Weights[i] = weight;
                var (squaredError, crossEntropy) = gradient.Compute(member, batch, out _);
                return (TradeOff * squaredError) + ((1 - TradeOff) * crossEntropy);
            }
        }

        Assert.IsGreaterThan(shape.Count * 0.8, checkedWeights);
    }

    [TestMethod]
    public void Losses_are_what_their_definitions_say()
    {
        var (member, batch, shape) = Create();

        var (squaredError, crossEntropy) = new FeedForwardGradient(shape, TradeOff).Compute(member, batch, out _);

        member.Encode(batch.Features);
        float[] predictions = member.Predict(batch.Targets.Length).ToArray();
        Assert.AreEqual(predictions.Zip(batch.Targets.ToArray(), (prediction, target) => Math.Pow(prediction - target, 2)).Average(), squaredError, 1e-5);
        float[] logits = member.Decode().ToArray();
        Assert.AreEqual(Sample(5).SelectMany((architecture, row) => Enumerable.Range(0, Space.Length).Select(position =>
        {
            var legal = new bool[Space.VocabularySize];
            Space.GetLegalTokens(architecture.Tokens.AsSpan()[..position], legal);
            Span<float> scores = logits.AsSpan((row * shape.Outputs) + (position * shape.Vocabulary), shape.Vocabulary);
            double sum = 0;
            for (int token = 0; token < legal.Length; token++)
            {
                sum += legal[token] ? Math.Exp(scores[token]) : 0;
            }

            return Math.Log(sum) - scores[architecture.Tokens[position]];
        })).Average(), crossEntropy, 1e-5);
    }

    [TestMethod]
    public void The_gradient_of_a_prediction_by_its_embedding_is_what_finite_differences_say()
    {
        var (member, batch, shape) = Create();
        member.Encode(batch.Features);
        float[] embeddings = member.Activations.Embeddings.ToArray();
        member.Predict(embeddings.Length / shape.Embedding);
        float[] gradient = member.DifferentiatePrediction().ToArray();
        const float Small = 1e-3f;
        for (int i = 0; i < embeddings.Length; i++)
        {
            Assert.AreEqual((Predict(Small) - Predict(-Small)) / (2 * Small), gradient[i], 0.02);

            float Predict(float change)
            {
                embeddings.CopyTo(member.Activations.Embeddings);
                member.Activations.Embeddings[i] += change;
                return member.Predict(embeddings.Length / shape.Embedding)[i / shape.Embedding];
            }
        }
    }

    [TestMethod]
    public void Embeddings_have_unit_length()
    {
        var (member, batch, shape) = Create();

        member.Encode(batch.Features);

        foreach (float[] embedding in member.Activations.Embeddings.ToArray().Chunk(shape.Embedding))
        {
            Assert.AreEqual(1, embedding.Sum(value => value * value), 1e-5);
        }
    }

    private static Architecture[] Sample(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Space.Sample(random))];
    }

    private static (FeedForwardMember Member, FeedForwardBatch Batch, FeedForwardShape Shape) Create()
    {
        var features = new ArchitectureFeatures(Space);
        var shape = new FeedForwardShape(
            features.Count, Space.Length, Space.VocabularySize, new FeedForwardModelOptions { HiddenSize = 6, EmbeddingSize = 5 });
        return (
            FeedForwardMember.Create(shape, features.ExpectedSquaredLength, new Random(1)),
            new FeedForwardBatch(Space, features, Sample(5), [1, -0.5f, 2]),
            shape);
    }
}
