using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// Architectures as numbers: for each position which token stands there, and for the whole sequence how often each token occurs. All but
/// two of them a position are zero, so that only those that are not are kept.
/// </summary>
internal sealed class ArchitectureFeatures(ArchitectureSpace space)
{
    private readonly float _occurrence = 1 / MathF.Sqrt(space.Length);

    /// <summary>The number of features.</summary>
    public int Count { get; } = (space.Length + 1) * space.VocabularySize;

    /// <summary>About the squared length of the features: a one for each position, and about as much as one of them for the occurrences.</summary>
    public double ExpectedSquaredLength => space.Length + 1;

    /// <summary>The features of one architecture that are not zero.</summary>
    public (int Feature, float Value)[] Compute(Architecture architecture)
    {
        var occurrences = new float[space.VocabularySize];
        var features = new List<(int, float)>(2 * space.Length);
        foreach (var (position, token) in architecture.Tokens.Index())
        {
            features.Add(((position * space.VocabularySize) + token, 1));
            occurrences[token] += _occurrence;
        }

        foreach (var (token, occurrence) in occurrences.Index())
        {
            if (occurrence > 0)
            {
                features.Add(((space.Length * space.VocabularySize) + token, occurrence));
            }
        }

        return [.. features];
    }
}
