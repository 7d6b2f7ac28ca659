using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public class OperationSetTests
{
    private static readonly ConvolutionalCellSpace Eleven = new(OperationSet.Eleven);

    [TestMethod]
    public void Eleven_operations_make_60_tokens_of_21_kinds()
    {
        Assert.HasCount(11, OperationSet.Eleven.Operations);
        Assert.AreEqual(60, Eleven.Length);
        Assert.AreEqual(21, Eleven.VocabularySize);
        Assert.AreEqual(3, Eleven.TokensPerBranch);
        Assert.AreEqual("convolutional-cells/11-operations", Eleven.Name);
    }

    [TestMethod]
    [DataRow(OperationNames.Identity, 5, 7, 14)]
    [DataRow(OperationNames.Convolution1x1, 6, 9, 14)]
    [DataRow(OperationNames.Convolution3x3, 7, 9, 16)]
    [DataRow(OperationNames.Convolution1x3And3x1, 8, 9, 19)]
    [DataRow(OperationNames.Convolution1x7And7x1, 9, 9, 20)]
    [DataRow(OperationNames.MaxPooling2x2, 10, 12, 15)]
    [DataRow(OperationNames.MaxPooling3x3, 11, 12, 16)]
    [DataRow(OperationNames.MaxPooling5x5, 12, 12, 17)]
    [DataRow(OperationNames.AveragePooling2x2, 13, 11, 15)]
    [DataRow(OperationNames.AveragePooling3x3, 14, 11, 16)]
    [DataRow(OperationNames.AveragePooling5x5, 15, 11, 17)]
    public void An_operation_has_the_authors_code_and_tokens(string operation, int code, int kind, int size)
    {
        Architecture architecture = Eleven.ParseAuthorsForm(string.Join(' ', Enumerable.Repeat($"0 {code}", 20)));

        Assert.AreEqual(operation, Eleven.Decode(architecture).Reduction.Nodes[4].Second.Operation);
        CollectionAssert.AreEqual(new[] { 1, kind, size }, architecture.Tokens[^3..].ToArray());
    }

    [TestMethod]
    [DataRow(7, "14")]
    [DataRow(9, "14 16 19 20")]
    [DataRow(11, "15 16 17")]
    [DataRow(12, "15 16 17")]
    public void A_kind_is_followed_by_its_own_sizes_only(int kind, string sizes)
    {
        var legal = new bool[Eleven.VocabularySize];

        Eleven.GetLegalTokens([2, kind], legal);

        Assert.AreEqual(sizes, string.Join(' ', Enumerable.Range(0, legal.Length).Where(token => legal[token])));
    }

    [TestMethod]
    public void Only_the_kinds_of_the_eleven_are_legal()
    {
        var legal = new bool[Eleven.VocabularySize];

        Eleven.GetLegalTokens([1], legal);

        Assert.AreEqual("7 9 11 12", string.Join(' ', Enumerable.Range(0, legal.Length).Where(token => legal[token])));
    }

    [TestMethod]
    [DataRow("0 4 0 5", "Number 2 is the operation 4; there are 5 to 15.")]
    [DataRow("0 5 0 16", "Number 4 is the operation 16; there are 5 to 15.")]
    public void The_authors_form_refuses_operations_of_other_sets(string beginning, string message)
    {
        string text = beginning + string.Concat(Enumerable.Repeat(" 0 5 0 5", 9));

        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => Eleven.ParseAuthorsForm(text)).Message);
    }
}
