using Microsoft.ML;
using Microsoft.ML.Data;

namespace Examples.Tests;

[TestClass]
public sealed class LanguageModelTests
{
    private const string Dots = " ... ";

    [TestMethod]
    public void ForetellsBetterThanWordFrequenciesAndAsMuchWhenLoadedAgain()
    {
        string folder = Path.Combine(TestFolder.Path, "language-model");

        string[] lines = ExampleProcess.Run("LanguageModel", "--output", folder);

        double found = lines.Row("NAO, ")[0];
        Assert.IsLessThan(lines.Row("Unigrams")[0], lines.Row("Bigrams")[0], lines.Text());
        Assert.IsLessThan(lines.Row("Bigrams")[0], lines.Row("Trigrams")[0], lines.Text());
        Assert.IsLessThan(lines.Row("Trigrams")[0], found, lines.Text());
        Assert.IsLessThan(lines.Row("Bigrams")[0], lines.Row("Random search, ")[0], lines.Text());
        Assert.IsGreaterThan(lines.Row("The grammar")[0], found, "Nothing foretells sentences better than the grammar that says them.");
        CollectionAssert.Contains(lines, FormattableString.Invariant($"Loaded again, its perplexity is {found:0.00}. It goes on:"));

        string[] continued = [.. lines.Where(line => line.Contains(Dots, StringComparison.Ordinal))];
        Assert.HasCount(3, continued);
        var context = new MLContext();
        ITransformer model = context.Model.Load(Path.Combine(folder, "model.zip"), out DataViewSchema schema);
        VBuffer<ReadOnlyMemory<char>> words = default;
        model.GetOutputSchema(schema)[nameof(NextWordAnswer.NextTokenScores)].GetSlotNames(ref words);
        using var engine = context.Model.CreatePredictionEngine<TextRow, NextWordAnswer>(model);
        foreach (string printed in continued)
        {
            string text = printed.Split(Dots)[0];
            NextWordAnswer answer = engine.Predict(new TextRow { Text = text });
            var likeliest = words.DenseValues().Zip(answer.NextTokenScores).OrderByDescending(word => word.Second);
            Assert.AreEqual($"{text}{Dots}{string.Join(", ", likeliest.Take(3).Select(word => $"{word.First} ({word.Second:P0})"))}", printed);
        }
    }
}
