using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>Adam (Kingma and Ba, ICLR 2015) with its own constants, and L2 regularization as libtorch has it.</summary>
internal sealed class AdamOptimizer(int count, double learningRate, double weightDecay)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;

    private readonly float[] _means = new float[count];
    private readonly float[] _squares = new float[count];
    private int _steps;

    /// <summary>Changes the weights.</summary>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient)
    {
        _steps++;
        float size = (float)(learningRate / (1 - Math.Pow(Beta1, _steps)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps)));
        int vectors = weights.Length / Vector<float>.Count * Vector<float>.Count;
        Update(
            MemoryMarshal.Cast<float, Vector<float>>(weights[..vectors]),
            MemoryMarshal.Cast<float, Vector<float>>(gradient[..vectors]),
            MemoryMarshal.Cast<float, Vector<float>>(_means.AsSpan(0, vectors)),
            MemoryMarshal.Cast<float, Vector<float>>(_squares.AsSpan(0, vectors)),
            size,
            correction);
        for (int i = vectors; i < weights.Length; i++)
        {
            float slope = gradient[i] + ((float)weightDecay * weights[i]);
            _means[i] += (slope - _means[i]) * (float)(1 - Beta1);
            _squares[i] += ((slope * slope) - _squares[i]) * (float)(1 - Beta2);
            weights[i] -= size * _means[i] / ((MathF.Sqrt(_squares[i]) * correction) + Epsilon);
        }
    }

    /// <summary>Writes the moments.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        writer.Write(MemoryMarshal.AsBytes<float>(_means));
        writer.Write(MemoryMarshal.AsBytes<float>(_squares));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        int steps = reader.ReadInt32();
        _steps = steps >= 0 ? steps : throw new InvalidDataException($"The state of NAO's model has taken {steps} steps.");
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_means.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_squares.AsSpan()));
    }

    private void Update(
        Span<Vector<float>> weights, ReadOnlySpan<Vector<float>> gradient, Span<Vector<float>> means, Span<Vector<float>> squares, float size, float correction)
    {
        var decay = new Vector<float>((float)weightDecay);
        var newToMean = new Vector<float>((float)(1 - Beta1));
        var newToSquare = new Vector<float>((float)(1 - Beta2));
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < weights.Length; i++)
        {
            Vector<float> slope = gradient[i] + (decay * weights[i]);
            means[i] += (slope - means[i]) * newToMean;
            squares[i] += ((slope * slope) - squares[i]) * newToSquare;
            weights[i] -= means[i] * size / ((Vector.SquareRoot(squares[i]) * correction) + epsilon);
        }
    }
}
