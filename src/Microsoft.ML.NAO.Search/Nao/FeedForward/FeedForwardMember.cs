using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// One encoder, performance predictor and decoder of feed-forward layers, with all weights in one row.
/// </summary>
/// <remarks>
/// Where an LSTM has to learn what the positions of a sequence mean, the first layer here has weights for each token at each
/// position, and for how often each token occurs: a few dozen architectures are enough to learn from.
/// </remarks>
internal sealed class FeedForwardMember
{
    private readonly FeedForwardShape _shape;
    private readonly float[] _weights;

    public FeedForwardMember(FeedForwardShape shape, float[] weights)
    {
        _shape = shape;
        _weights = weights;
        Activations = new Activations(shape);
    }

    /// <summary>All weights; see <see cref="FeedForwardShape"/>.</summary>
    public Span<float> Weights => _weights;

    /// <summary>What was computed last.</summary>
    public Activations Activations { get; }

    /// <summary>Draws first weights.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="inputNorm">The expected squared length of the features.</param>
    /// <param name="random">The source of randomness.</param>
    public static FeedForwardMember Create(FeedForwardShape shape, double inputNorm, Random random)
    {
        // He et al., 2015: with these variances, ReLU layers keep the length of what passes through. An embedding has length 1.
        var weights = new float[shape.Count];
        foreach (var (part, variance) in new[]
        {
            (shape.EncoderIn, 2 / inputNorm),
            (shape.EncoderOut, 1.0 / shape.Hidden),
            (shape.PredictorIn, 2),
            (shape.PredictorOut, 1.0 / shape.Hidden),
            (shape.DecoderIn, 2),
            (shape.DecoderOut, 1.0 / shape.Hidden),
        })
        {
            foreach (ref float weight in weights.AsSpan(part))
            {
                weight = (float)(Math.Sqrt(variance) * NormalDistribution.Draw(random));
            }
        }

        return new FeedForwardMember(shape, weights);
    }

    /// <summary>Computes the embeddings of architectures from their features.</summary>
    public void Encode(IReadOnlyList<(int Feature, float Value)[]> features)
    {
        Activations.Resize(features.Count);
        Span<float> hidden = Activations.EncoderHidden;
        ReadOnlySpan<float> table = Weights[_shape.EncoderIn];
        for (int row = 0; row < features.Count; row++)
        {
            Span<float> sum = hidden.Slice(row * _shape.Hidden, _shape.Hidden);
            Weights[_shape.EncoderBias].CopyTo(sum);
            foreach (var (feature, value) in features[row])
            {
                TensorPrimitives.MultiplyAdd(table.Slice(feature * _shape.Hidden, _shape.Hidden), value, sum, sum);
            }
        }

        DenseLayer.Rectify(hidden);
        Span<float> embeddings = Activations.Embeddings;
        embeddings.Clear();
        MatrixProduct.Add(hidden, Weights[_shape.EncoderOut], embeddings, _shape.Hidden, _shape.Embedding);
        Normalize(embeddings, Activations.Norms);
    }

    /// <summary>Starts from embeddings of length 1 instead of architectures.</summary>
    public void SetEmbeddings(ReadOnlySpan<float> embeddings)
    {
        Activations.Resize(embeddings.Length / _shape.Embedding);
        embeddings.CopyTo(Activations.Embeddings);
        Normalize(Activations.Embeddings, Activations.Norms);
    }

    /// <summary>Predicts the performance of the first architectures.</summary>
    /// <returns>As many predictions.</returns>
    public ReadOnlySpan<float> Predict(int count)
    {
        Span<float> hidden = Activations.PredictorHidden[..(count * _shape.Hidden)];
        Span<float> predictions = Activations.Predictions[..count];
        DenseLayer.Compute(Activations.Embeddings[..(count * _shape.Embedding)], Weights[_shape.PredictorIn], Weights[_shape.PredictorBias], hidden);
        DenseLayer.Rectify(hidden);
        for (int row = 0; row < count; row++)
        {
            predictions[row] = TensorPrimitives.Dot(hidden.Slice(row * _shape.Hidden, _shape.Hidden), Weights[_shape.PredictorOut])
                + Weights[_shape.PredictionBias][0];
        }

        return predictions;
    }

    /// <summary>Spells the architectures.</summary>
    /// <returns>The logits of each token: [architectures, tokens × vocabulary].</returns>
    public Span<float> Decode()
    {
        DenseLayer.Compute(Activations.Embeddings, Weights[_shape.DecoderIn], Weights[_shape.DecoderBias], Activations.DecoderHidden);
        DenseLayer.Rectify(Activations.DecoderHidden);
        DenseLayer.Compute(Activations.DecoderHidden, Weights[_shape.DecoderOut], Weights[_shape.LogitBias], Activations.Logits);
        return Activations.Logits;
    }

    /// <summary>The gradient of each architecture's prediction by its embedding, after <see cref="Predict"/> of all of them.</summary>
    /// <returns>[architectures, embedding].</returns>
    public Span<float> DifferentiatePrediction()
    {
        Span<float> hidden = Activations.HiddenGradient;
        for (int row = 0; row < Activations.Rows; row++)
        {
            Weights[_shape.PredictorOut].CopyTo(hidden[(row * _shape.Hidden)..]);
        }

        DenseLayer.RectifyGradient(hidden, Activations.PredictorHidden);
        Activations.EmbeddingGradient.Clear();
        DenseLayer.AddInputGradient(hidden, Weights[_shape.PredictorIn], Activations.EmbeddingGradient, _shape.Hidden);
        return Activations.EmbeddingGradient;
    }

    /// <summary>Writes the weights.</summary>
    public void Save(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(Weights));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Weights));

    /// <summary>Brings each row to length 1.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="norms">Their lengths before.</param>
    public static void Normalize(Span<float> rows, Span<float> norms)
    {
        int size = rows.Length / norms.Length;
        for (int row = 0; row < norms.Length; row++)
        {
            Span<float> values = rows.Slice(row * size, size);
            norms[row] = MathF.Max(TensorPrimitives.Norm(values), (float)NaoConstants.SmallestNorm);
            TensorPrimitives.Divide(values, norms[row], values);
        }
    }
}
