using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Small networks for texts, and texts.</summary>
internal static class TestTextNetworks
{
    public const int Size = 6;

    public static TextVocabulary Vocabulary { get; } = new(["good", "bad", "film", "the", "not", "très", "😀"]);

    public static TextNetwork Create(string cell = "weight sharing", int outputs = 3, TextNetworkOptions? options = null, int seed = 1) =>
        new(TestLanguageModels.Cells[cell], Vocabulary, outputs, options ?? new TextNetworkOptions { HiddenSize = Size, MaximumLength = 12 }, seed);

    /// <summary>Weights far from zero, where activations bend.</summary>
    public static void Randomize(TextNetwork network)
    {
        using var noGradient = torch.no_grad();
        using var generator = new torch.Generator(5);
        foreach (var weight in network.parameters())
        {
            weight.normal_(0, 0.6, generator);
        }
    }

    /// <summary>Texts of random tokens and lengths.</summary>
    public static int[][] Tokens(int count, int longest, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => random.Next(1, Vocabulary.Count)).ToArray())];
    }

    /// <summary>Texts as a tensor, padded to a length.</summary>
    public static torch.Tensor ToTensor(int[][] texts, int length) => torch.tensor(
        [.. texts.SelectMany(text => text.Select(token => (long)token).Concat(Enumerable.Repeat(0L, length - text.Length)))], [texts.Length, length]);

    /// <summary>Opinions whose class, or number of stars, is in two words and what stands before them.</summary>
    public static (string[] Texts, int[] Labels) Opinions(int count, int seed)
    {
        var random = new Random(seed);
        var texts = new string[count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            bool good = random.Next(2) == 0;
            bool negated = random.Next(2) == 0;
            string filler = string.Concat(Enumerable.Repeat("the film ", random.Next(3)));
            texts[i] = $"{filler}{(negated ? "not " : string.Empty)}{(good ? "good" : "bad")} {string.Concat(Enumerable.Repeat("film ", random.Next(3)))}";
            labels[i] = good != negated ? 1 : 0;
        }

        return (texts, labels);
    }
}
