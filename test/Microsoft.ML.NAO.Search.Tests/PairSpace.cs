using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests;

/// <summary>
/// Unordered pairs of digits 1 to 6 whose sum is not 7, so that legality depends on the tokens before and the space is small
/// enough to be exhausted: 30 pairs, 18 of them different.
/// </summary>
internal sealed class PairSpace : ArchitectureSpace
{
    public const int DifferentArchitectures = 18;

    public override string Name => "pairs";

    public override int Length => 2;

    public override int VocabularySize => 7;

    public override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        legal.Fill(true);
        legal[0] = false;
        if (prefix.Length == 1)
        {
            legal[7 - prefix[0]] = false;
        }
    }

    public override Architecture Canonicalize(Architecture architecture)
    {
        Validate(architecture);
        return new Architecture([.. architecture.Tokens.Order()]);
    }

    public override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random) =>
        sampling == SymmetrySampling.None || (sampling == SymmetrySampling.EveryNode && random.Next(2) == 0)
            ? architecture
            : new Architecture(architecture.Tokens[1], architecture.Tokens[0]);

    public override string Format(Architecture architecture) => architecture.ToString();

    public override Architecture Parse(string text)
    {
        var architecture = new Architecture([.. text.Split(' ').Select(word => int.TryParse(word, out int token)
            ? token
            : throw new FormatException($"'{word}' is not the number of a token."))]);
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }
}
