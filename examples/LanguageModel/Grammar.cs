namespace LanguageModel;

/// <summary>
/// A grammar for reports from a garden. What comes next depends on words far before it: "The dogs near the cat are" and not "is",
/// since the verb goes with the first noun; and "either" asks for an "or".
/// </summary>
/// <param name="random">What chooses.</param>
internal sealed class Grammar(Random random)
{
    private static readonly string[] Nouns = ["dog", "cat", "bird", "frog", "snail", "hedgehog"];
    private static readonly string[] Verbs = ["see", "hear", "fear", "like"];
    private static readonly string[] Places = ["near", "behind", "beside"];
    private static readonly string[] Adjectives = ["quiet", "hungry", "happy", "tired", "wet"];
    private static readonly string[][] Pairs = [["either", "or"], ["both", "and"], ["neither", "nor"]];

    private const double TwoNouns = 0.5;
    private const double TwoAdjectives = 0.5;

    private double _logProbability;

    /// <summary>Draws sentences.</summary>
    public static Sentence[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Grammar(random).Say())];
    }

    private Sentence Say()
    {
        bool plural = Decide(0.5);
        string text = $"The {NounPhrase(plural)} {(plural ? "are" : "is")} {Quality()}.";
        return new Sentence { Text = text, LogProbability = _logProbability };
    }

    private string NounPhrase(bool plural)
    {
        string noun = Noun(plural);
        if (!Decide(TwoNouns))
        {
            return noun;
        }

        string link = Decide(0.5) ? Pick(Places) : $"that {Pick(Verbs)}{(plural ? "" : "s")}";
        return $"{noun} {link} the {Noun(plural: Decide(0.5))}";
    }

    private string Noun(bool plural) => Pick(Nouns) + (plural ? "s" : "");

    private string Quality()
    {
        if (!Decide(TwoAdjectives))
        {
            return Pick(Adjectives);
        }

        string[] pair = Pick(Pairs);
        return $"{pair[0]} {Pick(Adjectives)} {pair[1]} {Pick(Adjectives)}";
    }

    private T Pick<T>(T[] choices)
    {
        _logProbability -= Math.Log(choices.Length);
        return choices[random.Next(choices.Length)];
    }

    private bool Decide(double probability)
    {
        bool decision = random.NextDouble() < probability;
        _logProbability += Math.Log(decision ? probability : 1 - probability);
        return decision;
    }
}
