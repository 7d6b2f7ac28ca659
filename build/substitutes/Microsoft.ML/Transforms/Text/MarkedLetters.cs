using System.Collections.Frozen;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Letters with diacritical marks, and those without them: Latin, Greek and Cyrillic ones, by Unicode's canonical decompositions.</summary>
internal static class MarkedLetters
{
    // Each text begins with the bare letter. (A runtime without ICU does not decompose letters itself.)
    private static readonly string[] _letters =
    [
        "AÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦ", "CÇĆĈĊČ", "EÈÉÊËĒĔĖĘĚȄȆȨ", "IÌÍÎÏĨĪĬĮİǏȈȊ", "NÑŃŅŇǸ", "OÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰ",
        "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖ", "YÝŶŸȲ", "aàáâãäåāăąǎǟǡǻȁȃȧ", "cçćĉċč", "eèéêëēĕėęěȅȇȩ", "iìíîïĩīĭįǐȉȋ", "nñńņňǹ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱ", "uùúûüũūŭůűųưǔǖǘǚǜȕȗ", "yýÿŷȳ", "DĎ", "dď", "GĜĞĠĢǦǴ", "gĝğġģǧǵ", "HĤȞ", "hĥȟ", "JĴ", "jĵǰ",
        "KĶǨ", "kķǩ", "LĹĻĽ", "lĺļľ", "RŔŖŘȐȒ", "rŕŗřȑȓ", "SŚŜŞŠȘ", "sśŝşšș", "TŢŤȚ", "tţťț", "WŴ", "wŵ", "ZŹŻŽ", "zźżž",
        "ÆǢǼ", "æǣǽ", "ƷǮ", "ʒǯ", "ØǾ", "øǿ", "ΑΆ", "ΕΈ", "ΗΉ", "ΙΊΪ", "ΟΌ", "ΥΎΫ", "ΩΏ", "ιΐίϊ", "αά", "εέ", "ηή", "υΰϋύ",
        "οό", "ωώ", "ϒϓϔ", "ЕЀЁӖ", "ГЃ", "ІЇ", "КЌ", "ИЍЙӢӤ", "УЎӮӰӲ", "ийѝӣӥ", "еѐёӗ", "гѓ", "ії", "кќ", "уўӯӱӳ", "ѴѶ", "ѵѷ",
        "ЖӁӜ", "жӂӝ", "АӐӒ", "аӑӓ", "ӘӚ", "әӛ", "ЗӞ", "зӟ", "ОӦ", "оӧ", "ӨӪ", "өӫ", "ЭӬ", "эӭ", "ЧӴ", "чӵ", "ЫӸ", "ыӹ",
    ];

    private static readonly FrozenDictionary<char, char> _bare =
        _letters.SelectMany(letters => letters.Skip(1), (letters, marked) => KeyValuePair.Create(marked, letters[0])).ToFrozenDictionary();

    /// <summary>The letter without its marks.</summary>
    public static char RemoveMarks(char letter) => _bare.GetValueOrDefault(letter, letter);
}
