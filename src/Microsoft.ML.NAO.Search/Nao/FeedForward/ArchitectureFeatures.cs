using Microsoft.ML.NAO.Architectures;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// Architectures as numbers: for each position which token stands there, and for the whole sequence how often each token occurs.
/// </summary>
internal sealed class ArchitectureFeatures(ArchitectureSpace space)
{
    private readonly float _occurrence = 1 / MathF.Sqrt(space.Length);

    /// <summary>The number of features.</summary>
    public int Count { get; } = (space.Length + 1) * space.VocabularySize;

    /// <summary>About the squared length of the features: a one for each position, and about as much as one of them for the occurrences.</summary>
    public double ExpectedSquaredLength => space.Length + 1;

    /// <summary>The features [architectures, features].</summary>
    public Tensor Compute(IReadOnlyList<Architecture> architectures)
    {
        var values = new float[architectures.Count * Count];
        for (int a = 0; a < architectures.Count; a++)
        {
            Span<float> row = values.AsSpan(a * Count, Count);
            Span<float> occurrences = row[(space.Length * space.VocabularySize)..];
            ReadOnlySpan<int> tokens = architectures[a].Tokens.AsSpan();
            for (int position = 0; position < tokens.Length; position++)
            {
                row[(position * space.VocabularySize) + tokens[position]] = 1;
                occurrences[tokens[position]] += _occurrence;
            }
        }

        return tensor(values, architectures.Count, Count);
    }
}
