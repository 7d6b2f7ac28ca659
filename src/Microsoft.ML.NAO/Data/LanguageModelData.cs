using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Serving;

namespace Microsoft.ML.NAO.Data;

/// <summary>Texts out of a user's data views, joined for a language model, with what serving it needs to know.</summary>
internal sealed class LanguageModelData
{
    private LanguageModelData(ExperimentHost host, IDataView input, CorpusColumn column, Vocabulary vocabulary, int endOfText)
    {
        Host = host;
        Input = input;
        Column = column;
        Vocabulary = vocabulary;
        EndOfText = endOfText;
    }

    /// <summary>The context to work with.</summary>
    public ExperimentHost Host { get; }

    /// <summary>The user's training data; its schema is what serving starts from.</summary>
    public IDataView Input { get; }

    /// <summary>The texts' column.</summary>
    public CorpusColumn Column { get; }

    /// <summary>The words of all training rows that are known.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The index of the word that ends a text.</summary>
    public int EndOfText { get; }

    /// <summary>The rows to train on as one text.</summary>
    public required ReadOnlyMemory<int> Train { get; init; }

    /// <summary>The rows to validate with as one text.</summary>
    public required ReadOnlyMemory<int> Validation { get; init; }

    /// <summary>The first training rows, to check an export on: as they are, and as the network reads them.</summary>
    public required IReadOnlyList<(string Text, int[] Words)> First { get; init; }

    /// <summary>Reads the data, each view once.</summary>
    /// <param name="host">The context.</param>
    /// <param name="input">The training rows.</param>
    /// <param name="options">Columns, words and validation.</param>
    /// <param name="seed">Decides in which order rows are joined, and which are held out where there is no validation set.</param>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names the column.</exception>
    public static LanguageModelData Read(ExperimentHost host, IDataView input, NeuralLanguageModelOptions options, int seed)
    {
        LanguageModelShape.Check(input.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        var column = CorpusColumn.Resolve(input.Schema, options.TextColumnName);
        var (texts, first) = column.Read(host.Context, input, ServingCheck.RowCount);
        Vocabulary vocabulary = column.CollectWords(() => Vocabulary.Create(texts, options.MinimumWordCount, options.MaximumWords));
        vocabulary.TryGetIndex(Vocabulary.EndOfLine, out int end);
        var (train, validation) = Split(texts, ReadValidation(host, options), column, options.ValidationFraction, seed);
        return new LanguageModelData(host, input, column, vocabulary, end)
        {
            Train = Join(train),
            Validation = Join(validation),
            First = [.. first.Zip(texts, (text, normalized) => (text, vocabulary.Encode(normalized, options.MaximumLength)))],
        };

        ReadOnlyMemory<int> Join(IEnumerable<string> rows) => TextSequence.Join(rows.Select(row => vocabulary.Encode(row)), end);
    }

    private static IReadOnlyList<string>? ReadValidation(ExperimentHost host, NeuralLanguageModelOptions options)
    {
        if (options.ValidationSet is not { } view)
        {
            return null;
        }

        IReadOnlyList<string> texts = CorpusColumn.Resolve(view.Schema, options.TextColumnName).Read(host.Context, view, kept: 0).Normalized;
        return texts.Count > 0 ? texts : throw new ArgumentException($"The validation set has no rows: nothing to read in the column '{options.TextColumnName}'.");
    }

    // In serving each row stands alone. So that training teaches nothing else, rows follow one another in random order.
    private static (IReadOnlyList<string> Train, IReadOnlyList<string> Validation) Split(
        IReadOnlyList<string> texts, IReadOnlyList<string>? validation, CorpusColumn column, double fraction, int seed)
    {
        string[] rows = [.. texts];
        new Random(seed).Shuffle(rows);
        if (validation is not null)
        {
            return (rows, validation);
        }

        if (rows.Length < 2)
        {
            throw new ArgumentException($"The column '{column.Column.Name}' has one row; at least two were expected, of which one is held out to validate with.");
        }

        int heldOut = Math.Clamp((int)Math.Round(rows.Length * fraction), 1, rows.Length - 1);
        return (rows[heldOut..], rows[..heldOut]);
    }
}
