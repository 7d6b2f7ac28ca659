using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class ArchitectureSpaceContractTests
{
    private const int Samples = 200;

    private static readonly SymmetrySampling[] Samplings = [SymmetrySampling.OneNodePerCell, SymmetrySampling.EveryNode];

    public static IEnumerable<object[]> Spaces => TestSpaces.Rows;

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void A_million_samples_are_legal_and_keep_their_network_and_their_text(ArchitectureSpace space)
    {
        var random = new Random(1);
        for (int sample = 0; sample < 1_000_000; sample++)
        {
            Check(space, space.Sample(random), 1, random);
        }
    }

    [TestMethod]
    [DynamicData(nameof(TestSpaces.SmallRows), typeof(TestSpaces))]
    public void Every_architecture_of_a_small_space_is_legal_and_keeps_its_network_and_its_text(ArchitectureSpace space)
    {
        // None of a cell has more than 16 forms, so that hardly one is not drawn; a linear model of the feed-forward space has 288.
        const int Forms = 100;
        var random = new Random(1);
        foreach (Architecture architecture in Sequences.Enumerate(space))
        {
            Check(space, architecture, Forms, random);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void The_start_token_is_never_legal(ArchitectureSpace space)
    {
        var legal = new bool[space.VocabularySize];
        foreach (Architecture architecture in Sample(space))
        {
            for (int position = 0; position < space.Length; position++)
            {
                space.GetLegalTokens(architecture.Tokens.AsSpan()[..position], legal);
                Assert.IsFalse(legal[0]);
                Assert.Contains(true, legal);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Every_entry_of_the_legal_tokens_is_written(ArchitectureSpace space)
    {
        var cleared = new bool[space.VocabularySize];
        var filled = new bool[space.VocabularySize];
        Architecture architecture = space.Sample(new Random(1));
        for (int position = 0; position < space.Length; position++)
        {
            Array.Fill(cleared, false);
            Array.Fill(filled, true);
            space.GetLegalTokens(architecture.Tokens.AsSpan()[..position], cleared);
            space.GetLegalTokens(architecture.Tokens.AsSpan()[..position], filled);
            CollectionAssert.AreEqual(cleared, filled);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Bare_tokens_read_back(ArchitectureSpace space)
    {
        foreach (Architecture architecture in Sample(space))
        {
            Assert.AreEqual(architecture, space.Parse(architecture.ToString()));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Without_symmetry_an_architecture_stays_as_it_is(ArchitectureSpace space)
    {
        foreach (Architecture architecture in Sample(space))
        {
            Assert.AreEqual(architecture, space.SampleSymmetric(architecture, SymmetrySampling.None, new Random(1)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void The_same_seed_draws_the_same_architectures(ArchitectureSpace space) =>
        CollectionAssert.AreEqual(Sample(space), Sample(space));

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void An_illegal_token_is_named_with_its_position(ArchitectureSpace space)
    {
        int[] tokens = [.. space.Sample(new Random(3)).Tokens];
        tokens[1] = 0;

        Assert.IsFalse(space.IsLegal(new Architecture(tokens), out string? reason));

        StringAssert.Contains(reason, "Token 0 at position 1");
        Assert.ThrowsExactly<ArgumentException>(() => space.Validate(new Architecture(tokens)));
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Another_length_is_not_legal(ArchitectureSpace space)
    {
        Assert.IsFalse(space.IsLegal(new Architecture(1), out string? reason));
        StringAssert.Contains(reason, $"{space.Length} tokens");
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Branches_divide_the_length(ArchitectureSpace space) => Assert.AreEqual(0, space.Length % space.TokensPerBranch);

    /// <summary>
    /// Checks what holds for every architecture; that a form is legal, its canonical form checks itself. Assertions that format their
    /// arguments would take most of the time.
    /// </summary>
    private static void Check(ArchitectureSpace space, Architecture architecture, int forms, Random random)
    {
        if (!space.IsLegal(architecture, out string? reason))
        {
            Assert.Fail(reason);
        }

        Architecture canonical = space.Canonicalize(architecture);
        if (!space.Canonicalize(canonical).Equals(canonical))
        {
            Assert.Fail($"{canonical} is not its own canonical form, but that of {architecture}.");
        }

        foreach (SymmetrySampling sampling in Samplings)
        {
            for (int form = 0; form < forms; form++)
            {
                Architecture symmetric = space.SampleSymmetric(architecture, sampling, random);
                if (!space.Canonicalize(symmetric).Equals(canonical))
                {
                    Assert.Fail($"{symmetric} has another canonical form than {architecture}, of which it is a form.");
                }
            }
        }

        if (!space.Parse(space.Format(architecture)).Equals(architecture))
        {
            Assert.Fail($"{architecture} is not what its text reads: {space.Format(architecture)}");
        }
    }

    private static List<Architecture> Sample(ArchitectureSpace space)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Samples).Select(_ => space.Sample(random))];
    }
}
