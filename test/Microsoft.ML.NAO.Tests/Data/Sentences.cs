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
}
