using System.Text;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>
/// Reads texts whose words are separated by blanks, such as Penn Treebank and WikiText; the end of each line is a word of its own,
/// <see cref="Vocabulary.EndOfLine"/>.
/// </summary>
public static class TextCorpusFile
{
    private const string Origin =
        "Penn Treebank's version for language models is published at https://www.fit.vut.cz/person/imikolov/public/rnnlm/simple-examples.tgz, "
        + "in whose folder data the files ptb.train.txt, ptb.valid.txt and ptb.test.txt are; WikiText-2 at "
        + "https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-2-v1.zip, whose files are wiki.train.tokens, wiki.valid.tokens and wiki.test.tokens.";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the three parts of a text, plain or compressed (<c>.gz</c>).</summary>
    /// <param name="trainPath">The file to train on.</param>
    /// <param name="validationPath">The file to validate with.</param>
    /// <param name="testPath">The file to test with.</param>
    /// <param name="vocabularyOfAllParts">
    /// Whether the vocabulary is that of all three files, as in the authors' code, which makes Penn Treebank's 10,000 and WikiText-2's 33,278
    /// words. Otherwise it is the first file's, and a word that it lacks becomes <see cref="Vocabulary.Unknown"/> where it has that.
    /// </param>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where the sets are published.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is no UTF-8 text, has no words, or has a word that the vocabulary lacks; the message names the line.
    /// </exception>
    public static TextCorpus Load(string trainPath, string validationPath, string testPath, bool vocabularyOfAllParts = true)
    {
        string[] paths = [trainPath, validationPath, testPath];
        string[][] lines = [.. paths.Select(ReadLines)];
        var vocabulary = new Vocabulary((vocabularyOfAllParts ? lines : lines.Take(1)).SelectMany(part => part).SelectMany(Split).Distinct());
        int[][] parts = [.. lines.Zip(paths, (part, path) => ToIndices(part, path, vocabulary))];
        return new TextCorpus(vocabulary, parts[0], parts[1], parts[2]);
    }

    /// <summary>Reads one more file for a vocabulary that is there.</summary>
    /// <param name="path">The file, plain or compressed (<c>.gz</c>).</param>
    /// <param name="vocabulary">The words.</param>
    /// <returns>The text as indices into the vocabulary.</returns>
    /// <inheritdoc cref="Load"/>
    public static ReadOnlyMemory<int> LoadPart(string path, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return ToIndices(ReadLines(path), path, vocabulary);
    }

    private static string[] ReadLines(string path)
    {
        byte[] content = DataFile.ReadAll(path, Origin);
        string text;
        try
        {
            text = Strict.GetString(content);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"'{path}' is no text in UTF-8: byte {error.Index} of {content.Length} begins no character. {Origin}", error);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidDataException($"'{path}' has no words. {Origin}");
        }

        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static IEnumerable<string> Split(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(Vocabulary.EndOfLine);

    private static int[] ToIndices(string[] lines, string path, Vocabulary vocabulary)
    {
        var indices = new List<int>();
        for (int line = 0; line < lines.Length; line++)
        {
            foreach (string word in Split(lines[line]))
            {
                indices.Add(vocabulary.TryGetIndex(word, out int index)
                    ? index
                    : throw new InvalidDataException(
                        $"Line {line + 1} of '{path}' has the word '{Excerpt.Of(word)}', which the vocabulary of {vocabulary.Count} words lacks, as it lacks '{Vocabulary.Unknown}' to stand for it. A model cannot learn words later: make the vocabulary of all parts, or write '{Vocabulary.Unknown}' for rare words in the training text."));
            }
        }

        return [.. indices];
    }
}
