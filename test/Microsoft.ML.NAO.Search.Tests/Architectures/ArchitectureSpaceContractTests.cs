using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class ArchitectureSpaceContractTests
{
    private const int Samples = 200;

    public static IEnumerable<object[]> Spaces => TestSpaces.Rows;

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Samples_are_legal(ArchitectureSpace space)
    {
        foreach (Architecture architecture in Sample(space))
        {
            Assert.IsTrue(space.IsLegal(architecture, out string? reason), reason);
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
    public void The_canonical_form_is_legal_and_its_own_canonical_form(ArchitectureSpace space)
    {
        foreach (Architecture architecture in Sample(space))
        {
            Architecture canonical = space.Canonicalize(architecture);
            space.Validate(canonical);
            Assert.AreEqual(canonical, space.Canonicalize(canonical));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Symmetric_architectures_are_legal_and_share_the_canonical_form(ArchitectureSpace space)
    {
        var random = new Random(2);
        foreach (Architecture architecture in Sample(space))
        {
            foreach (SymmetrySampling sampling in Enum.GetValues<SymmetrySampling>())
            {
                Architecture symmetric = space.SampleSymmetric(architecture, sampling, random);
                space.Validate(symmetric);
                Assert.AreEqual(space.Canonicalize(architecture), space.Canonicalize(symmetric));
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Spaces))]
    public void Text_reads_back(ArchitectureSpace space)
    {
        foreach (Architecture architecture in Sample(space))
        {
            Assert.AreEqual(architecture, space.Parse(space.Format(architecture)));
            Assert.AreEqual(architecture, space.Parse(architecture.ToString()));
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

    private static List<Architecture> Sample(ArchitectureSpace space)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Samples).Select(_ => space.Sample(random))];
    }
}
