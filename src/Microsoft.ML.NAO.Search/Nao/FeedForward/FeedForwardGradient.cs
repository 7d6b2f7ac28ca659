using System.Numerics.Tensors;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// The loss λ · (squared error of the prediction) + (1 − λ) · (cross-entropy of the tokens) of one member, a mean over the architectures
/// each, and its gradient by all weights.
/// </summary>
internal sealed class FeedForwardGradient(FeedForwardShape shape, double tradeOff)
{
    private readonly float[] _gradient = new float[shape.Count];

    /// <summary>Computes the losses, and the gradient by all weights.</summary>
    /// <param name="member">The member.</param>
    /// <param name="batch">The architectures.</param>
    /// <param name="gradient">The gradient; it is overwritten by the next call.</param>
    public (double SquaredError, double CrossEntropy) Compute(FeedForwardMember member, FeedForwardBatch batch, out ReadOnlySpan<float> gradient)
    {
        Array.Clear(_gradient);
        member.Encode(batch.Features);
        member.Activations.EmbeddingGradient.Clear();
        double squaredError = BackFromPrediction(member, batch.Targets);
        double crossEntropy = BackFromTokens(member, batch);
        BackThroughEncoder(member, batch.Features);
        gradient = _gradient;
        return (squaredError, crossEntropy);
    }

    private double BackFromPrediction(FeedForwardMember member, ReadOnlySpan<float> targets)
    {
        Activations a = member.Activations;
        ReadOnlySpan<float> predictions = member.Predict(targets.Length);
        Span<float> hidden = a.PredictorHidden[..(targets.Length * shape.Hidden)];
        Span<float> hiddenGradient = a.HiddenGradient[..hidden.Length];
        double squaredError = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            float error = predictions[row] - targets[row];
            squaredError += (double)error * error / targets.Length;
            float slope = (float)(2 * tradeOff / targets.Length) * error;
            TensorPrimitives.Multiply(member.Weights[shape.PredictorOut], slope, hiddenGradient.Slice(row * shape.Hidden, shape.Hidden));
            Span<float> weights = Part(shape.PredictorOut);
            TensorPrimitives.MultiplyAdd(hidden.Slice(row * shape.Hidden, shape.Hidden), slope, weights, weights);
            Part(shape.PredictionBias)[0] += slope;
        }

        Back(member, hidden, hiddenGradient, shape.PredictorIn, shape.PredictorBias);
        return squaredError;
    }

    private double BackFromTokens(FeedForwardMember member, FeedForwardBatch batch)
    {
        Activations a = member.Activations;
        Span<float> logits = member.Decode();
        double crossEntropy = batch.ToGradient(logits, 1 - tradeOff);
        DenseLayer.AddGradient(a.DecoderHidden, logits, Part(shape.DecoderOut), Part(shape.LogitBias));
        a.HiddenGradient.Clear();
        DenseLayer.AddInputGradient(logits, member.Weights[shape.DecoderOut], a.HiddenGradient, shape.Outputs);
        Back(member, a.DecoderHidden, a.HiddenGradient, shape.DecoderIn, shape.DecoderBias);
        return crossEntropy;
    }

    /// <summary>From the gradient by the first hidden layer after the embeddings to that by the embeddings.</summary>
    private void Back(FeedForwardMember member, ReadOnlySpan<float> hidden, Span<float> hiddenGradient, Range weights, Range bias)
    {
        int values = hidden.Length / shape.Hidden * shape.Embedding;
        DenseLayer.RectifyGradient(hiddenGradient, hidden);
        DenseLayer.AddGradient(member.Activations.Embeddings[..values], hiddenGradient, Part(weights), Part(bias));
        DenseLayer.AddInputGradient(hiddenGradient, member.Weights[weights], member.Activations.EmbeddingGradient[..values], shape.Hidden);
    }

    private void BackThroughEncoder(FeedForwardMember member, IReadOnlyList<(int Feature, float Value)[]> features)
    {
        Activations a = member.Activations;
        BackThroughNormalization(a);
        MatrixProduct.AddTransposed(a.EncoderHidden, a.EmbeddingGradient, Part(shape.EncoderOut), a.Rows, shape.Embedding);
        Span<float> hidden = a.HiddenGradient;
        hidden.Clear();
        DenseLayer.AddInputGradient(a.EmbeddingGradient, member.Weights[shape.EncoderOut], hidden, shape.Embedding);
        DenseLayer.RectifyGradient(hidden, a.EncoderHidden);
        Span<float> table = Part(shape.EncoderIn);
        Span<float> bias = Part(shape.EncoderBias);
        for (int row = 0; row < features.Count; row++)
        {
            ReadOnlySpan<float> gradient = hidden.Slice(row * shape.Hidden, shape.Hidden);
            TensorPrimitives.Add(bias, gradient, bias);
            foreach (var (feature, value) in features[row])
            {
                Span<float> weights = table.Slice(feature * shape.Hidden, shape.Hidden);
                TensorPrimitives.MultiplyAdd(gradient, value, weights, weights);
            }
        }
    }

    /// <summary>What is along an embedding changes its length alone, which normalization takes away.</summary>
    private void BackThroughNormalization(Activations a)
    {
        for (int row = 0; row < a.Rows; row++)
        {
            ReadOnlySpan<float> embedding = a.Embeddings.Slice(row * shape.Embedding, shape.Embedding);
            Span<float> gradient = a.EmbeddingGradient.Slice(row * shape.Embedding, shape.Embedding);
            TensorPrimitives.MultiplyAdd(embedding, -TensorPrimitives.Dot<float>(embedding, gradient), gradient, gradient);
            TensorPrimitives.Divide(gradient, a.Norms[row], gradient);
        }
    }

    private Span<float> Part(Range part) => _gradient.AsSpan(part);
}
