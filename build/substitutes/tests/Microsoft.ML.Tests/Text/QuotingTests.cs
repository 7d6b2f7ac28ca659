using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Text;

[TestClass]
public sealed class QuotingTests
{
    [TestMethod]
    public void QuotedFieldsMayHoldSeparatorsAndDoubledQuotes()
    {
        using var file = new TextFile("\"a,b\",\"c \"\"q\"\" d\", \"e\" ,f \"g\"\n,\"\",x,y\n");

        string[][] rows = file.Load(DataKind.String, last: 3, options => options.AllowQuoting = true).Column<string[]>("X");

        CollectionAssert.AreEqual(new[] { "a,b", "c \"q\" d", "e", "f \"g\"" }, rows[0]);
        CollectionAssert.AreEqual(new[] { null, null, "x", "y" }, rows[1], "A slot that is empty in a sparse vector has no text.");
    }

    [TestMethod]
    public void WithoutQuotingAQuoteIsACharacter()
    {
        using var file = new TextFile("\"a,b\",\"c\"\"d\", e ,f");

        CollectionAssert.AreEqual(new[] { "\"a", "b\"", "\"c\"\"d\"", "e ", "f" }, file.Load(DataKind.String, last: 4).Column<string[]>("X")[0]);
    }

    [TestMethod]
    public void AnEscapeCharacterMayQuoteAQuote()
    {
        using var file = new TextFile("\"a\\\"b\",c\n\"x\\y\",d");

        string[][] rows = file.Load(
            DataKind.String,
            last: 1,
            options =>
            {
                options.AllowQuoting = true;
                options.EscapeChar = '\\';
            }).Column<string[]>("X");

        CollectionAssert.AreEqual(new[] { "a\"b", "c" }, rows[0]);
        CollectionAssert.AreEqual(new[] { "x\\y", "d" }, rows[1]);
    }

    [TestMethod]
    public void AQuotedFieldMaySpanLines()
    {
        using var file = new TextFile("\"a\nb\",c\nd,\"e\n\nf\"\ng,h");

        string[][] rows = file.Load(
            DataKind.String,
            last: 1,
            options =>
            {
                options.AllowQuoting = true;
                options.ReadMultilines = true;
            }).Column<string[]>("X");

        CollectionAssert.AreEqual(new[] { "a\nb", "c" }, rows[0]);
        CollectionAssert.AreEqual(new[] { "d", "e\n\nf" }, rows[1]);
        CollectionAssert.AreEqual(new[] { "g", "h" }, rows[2]);
    }

    [TestMethod]
    public void WhiteSpaceAtTheEndOfALineCanBeTrimmed()
    {
        using var file = new TextFile("1 , a  ,b  \n");

        CollectionAssert.AreEqual(new[] { "1 ", "a  ", "b  " }, file.Load(DataKind.String, last: 2).Column<string[]>("X")[0]);
        CollectionAssert.AreEqual(
            new[] { "1 ", "a  ", "b" }, file.Load(DataKind.String, last: 2, options => options.TrimWhitespace = true).Column<string[]>("X")[0]);
    }

    [TestMethod]
    public void SeveralSeparatorsMayBeMixed()
    {
        using var file = new TextFile("1,2;3|4\n4;5,6|7");

        CollectionAssert.AreEqual(
            new float[] { 4, 5, 6, 7 }, file.Load(DataKind.Single, last: 3, options => options.Separators = [',', ';', '|']).Column<float[]>("X")[1]);
    }

    [TestMethod]
    public void EveryBlankSeparates()
    {
        using var file = new TextFile("1  2 3\n 4 5 6");

        string[][] rows = file.Load(DataKind.String, last: 3, options => options.Separators = [' ']).Column<string[]>("X");

        CollectionAssert.AreEqual(new[] { "1", string.Empty, "2", "3" }, rows[0]);
        CollectionAssert.AreEqual(new[] { string.Empty, "4", "5", "6" }, rows[1]);
    }

    [TestMethod]
    public void SeparatorsAndMarkersThatCannotWorkAreRefused()
    {
        using var file = new TextFile("1");

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Load(DataKind.Single, 0, options => options.Separators = ['1']));
        StringAssert.Contains(error.Message, "'1'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Load(DataKind.Single, 0, options => options.DecimalMarker = 'x'));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => file.Load(DataKind.Single, 0, options => options.DecimalMarker = ','), "A comma cannot be both, unless fields are quoted.");
    }
}
