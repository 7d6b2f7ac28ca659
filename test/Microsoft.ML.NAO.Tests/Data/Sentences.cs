using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Strategies.RandomSearch;

namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>Short reviews in which "not" turns the next word around, so that counting words does not tell praise from blame.</summary>
internal static class Sentences
{
    private static readonly string[] Things = ["film", "meal", "room", "book", "show"];
    private static readonly string[] Good = ["good", "great", "fine"];
    private static readonly string[] Bad = ["bad", "poor", "awful"];

    public sealed class Row
    {
        public string Text { get; set; } = "";

        public bool IsPraise { get; set; }

        public float Stars { get; set; }
    }

    public sealed class Prediction
    {
        public float Score { get; set; }
    }

    /// <summary>A search of language models that takes a second or two.</summary>
    public static NeuralLanguageModelOptions SmallLanguageModelSearch(int trials) => new()
    {
        MaxTrials = trials,
        Strategy = new RandomSearchOptions(),
        Space = new RecurrentCellSpace(nodeCount: 2),
        Network = new RecurrentNetworkOptions { HiddenSize = 16, InputDropout = 0, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0 },
        MaximumLength = 20,
        SearchTraining = Training(epochs: 2),
        FinalTraining = Training(epochs: 10),
        Seed = 3,
    };

    public static Row[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            bool first = random.Next(2) == 0;
            bool second = random.Next(2) == 0;
            string thing = Things[random.Next(Things.Length)];
            string other = Things[random.Next(Things.Length)];
            return new Row
            {
                Text = $"The {thing} was {Judge(first)}, and the {other} {Judge(second)}.",
                IsPraise = first,
                Stars = 1 + (first ? 2 : 0) + (second ? 2 : 0),
            };

            string Judge(bool praise)
            {
                bool turned = random.Next(2) == 0;
                string[] words = praise == turned ? Bad : Good;
                return (turned ? "not " : "") + words[random.Next(words.Length)];
            }
        })];
    }

    private static LanguageModelTrainingOptions Training(int epochs) => new()
    {
        Epochs = epochs,
        BatchSize = 4,
        ValidationBatchSize = 2,
        SequenceLength = 10,
        LengthDeviation = 0,
        LearningRate = 5,
        AveragingPatience = 1,
    };
}
