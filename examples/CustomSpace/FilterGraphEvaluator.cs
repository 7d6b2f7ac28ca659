using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace CustomSpace;

/// <summary>Scores a graph of filters by how well it cleans noisy pictures.</summary>
/// <param name="space">The space of the graphs.</param>
/// <param name="seed">The seed of the pictures.</param>
internal sealed class FilterGraphEvaluator(EdgeCellSpace space, int seed) : IArchitectureEvaluator
{
    private const int Count = 4;

    private readonly (Picture Clean, Picture Noisy)[] _pictures = [.. Draw(new Random(seed))];

    /// <inheritdoc/>
    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new EvaluationResult(Score(request.Architecture));
    }

    /// <summary>The mean likeness of the cleaned pictures and what they should be, in dB.</summary>
    public double Score(Architecture architecture)
    {
        IReadOnlyList<CellEdge> edges = space.Decode(architecture)[0];
        return _pictures.Average(picture => Clean(picture.Noisy, edges).GetLikeness(picture.Clean));
    }

    // A node is the mean of what its edges bring; one that none leads to is black.
    private Picture Clean(Picture noisy, IReadOnlyList<CellEdge> edges)
    {
        var nodes = new List<Picture> { noisy };
        for (int node = 1; node < space.NodeCount; node++)
        {
            Picture[] incoming = [.. edges.Where(edge => edge.To == node && edge.Operation != Filters.None).Select(edge => Filters.Apply(edge.Operation, nodes[edge.From]))];
            nodes.Add(incoming.Length == 0 ? new Picture() : Picture.Create((x, y) => incoming.Average(picture => picture[x, y])));
        }

        return nodes[^1];
    }

    private static IEnumerable<(Picture Clean, Picture Noisy)> Draw(Random random) => Enumerable.Range(0, Count).Select(_ =>
    {
        Picture clean = Picture.DrawDisks(random);
        return (clean, clean.AddNoise(random));
    });
}
