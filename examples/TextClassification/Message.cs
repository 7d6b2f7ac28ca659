namespace TextClassification;

/// <summary>A message to a shop, and the colour that its writer wants.</summary>
internal sealed class Message
{
    private static readonly string[] Colours = ["black", "blue", "green", "red", "white"];
    private static readonly string[] Things = ["lamp", "chair", "jacket", "bicycle", "kettle", "tent"];

    // {0} is wanted, {1} is not: the same words stand in either place.
    private static readonly string[] Wishes =
    [
        "I want the {0} {2}.",
        "I want the {0} {2}, not the {1} one.",
        "I want not the {1} {2} but the {0} one.",
        "Please send the {0} {2} instead of the {1} one.",
        "Instead of the {1} {2} please send the {0} one.",
        "I would rather have the {0} {2} than the {1} one.",
        "Rather than the {1} {2} I would have the {0} one.",
    ];

    private static readonly string[] Changes = [" Or make it {0}.", " No, in {0}, please.", " Or rather {0} than that."];
    private static readonly string[] Withdrawals = [" On second thoughts, no.", " No, leave it as it was."];
    private static readonly string[] Asides = [" My sister has the {1} one.", " No, not in {1}!", " Or was it {1}? No."];

    public string Text { get; set; } = "";

    /// <summary>What is to be predicted.</summary>
    public string Colour { get; set; } = "";

    /// <summary>
    /// Draws messages. Their writers change their minds, return to what they wanted before, and mention colours that they do not want: which one
    /// counts in the end is a matter of the order of all words.
    /// </summary>
    public static Message[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    private static Message Draw(Random random)
    {
        string wanted = Pick(Colours);
        string text = Say(Wishes);
        for (int more = random.Next(3); more > 0; more--)
        {
            string before = wanted;
            switch (random.Next(3))
            {
                case 0:
                    text += Say(Asides);
                    break;
                case 1:
                    wanted = Other();
                    text += Say(Changes);
                    break;
                default:
                    wanted = Other();
                    text += Say(Changes);
                    wanted = before;
                    text += Say(Withdrawals);
                    break;
            }
        }

        return new Message { Text = text, Colour = wanted };

        string Say(string[] sentences) => string.Format(null, Pick(sentences), wanted, Other(), Pick(Things));
        string Other() => Pick([.. Colours.Where(colour => colour != wanted)]);
        string Pick(string[] choices) => choices[random.Next(choices.Length)];
    }
}
