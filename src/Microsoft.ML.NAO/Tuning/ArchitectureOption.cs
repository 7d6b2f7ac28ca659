using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NAO.Tuning;

/// <summary>
/// An architecture as one option of a search space, beside those of other estimators: put it into the search space of a
/// <c>SweepableEstimator</c>, whose factory gets it as text. <see cref="NaoTuner"/> searches it by a strategy; AutoML's own tuners can search it
/// too, by one number between 0 and 1 for each token.
/// </summary>
public sealed class ArchitectureOption : OptionBase
{
    private readonly int?[] _step;

    /// <summary>Creates an option.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="defaultArchitecture">The architecture to begin with, as text; null for the one of the first legal tokens.</param>
    /// <exception cref="FormatException">The text is no architecture of the space.</exception>
    public ArchitectureOption(ArchitectureSpace space, string? defaultArchitecture = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
        Architecture first = defaultArchitecture is null ? Decode(new double[space.Length]) : space.Parse(defaultArchitecture);
        Default = Encode(first, out int[] counts);
        _step = [.. counts.Select(count => (int?)count)];
    }

    /// <summary>The space of the architectures.</summary>
    public ArchitectureSpace Space { get; }

    /// <summary>How many numbers describe an architecture: one for each token.</summary>
    public override int FeatureSpaceDim => Space.Length;

    /// <summary>How many tokens are legal at each position.</summary>
    public override int?[] Step => [.. _step];

    /// <summary>The architecture at a point.</summary>
    /// <param name="values">A number from 0 to 1 for each token, which chooses among those that are legal after the tokens before it.</param>
    /// <returns>The architecture as text, which <see cref="ArchitectureSpace.Parse"/> reads.</returns>
    /// <exception cref="ArgumentException">There are more or fewer numbers than tokens.</exception>
    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length == Space.Length
            ? Parameter.FromString(Space.Format(Decode(values)))
            : throw new ArgumentException($"An architecture of the space '{Space.Name}' is described by {Space.Length} numbers, not {values.Length}.", nameof(values));
    }

    /// <summary>The point of an architecture: for each token the middle of the numbers that choose it.</summary>
    /// <param name="value">The architecture as text.</param>
    /// <exception cref="FormatException">The text is no architecture of the space.</exception>
    public override double[] MappingToFeatureSpace(Parameter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Encode(Space.Parse(value.AsType<string>()), out _);
    }

    private Architecture Decode(double[] values)
    {
        var tokens = new int[values.Length];
        for (int position = 0; position < tokens.Length; position++)
        {
            int[] legal = GetLegal(tokens.AsSpan(0, position));
            tokens[position] = legal[(int)Math.Clamp(values[position] * legal.Length, 0, legal.Length - 1)];
        }

        return new Architecture(tokens);
    }

    private double[] Encode(Architecture architecture, out int[] counts)
    {
        var values = new double[Space.Length];
        counts = new int[values.Length];
        for (int position = 0; position < values.Length; position++)
        {
            int[] legal = GetLegal(architecture.Tokens.AsSpan()[..position]);
            counts[position] = legal.Length;
            values[position] = (Array.IndexOf(legal, architecture.Tokens[position]) + 0.5) / legal.Length;
        }

        return values;
    }

    private int[] GetLegal(ReadOnlySpan<int> prefix)
    {
        var legal = new bool[Space.VocabularySize];
        Space.GetLegalTokens(prefix, legal);
        return [.. Enumerable.Range(0, legal.Length).Where(token => legal[token])];
    }
}
