using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Serving;

namespace Microsoft.ML.NAO.Data;

/// <summary>A feature column with texts. ML.NET normalizes them, in training as in serving; the network's graph splits them into words.</summary>
internal sealed class TextColumn : FeatureColumn
{
    private readonly TextNetworkSearchOptions _options;
    private readonly List<string> _first = [];

    /// <param name="column">The column.</param>
    /// <param name="options">Which words are known.</param>
    /// <param name="vocabulary">The words; null to take those of the rows that are read.</param>
    public TextColumn(DataViewSchema.Column column, TextNetworkSearchOptions options, TextVocabulary? vocabulary = null)
        : base(column)
    {
        _options = options;
        Vocabulary = vocabulary;
    }

    /// <summary>The words that are known; null before any row was read.</summary>
    public TextVocabulary? Vocabulary { get; private set; }

    /// <inheritdoc/>
    public override string GraphInput => TextNormalization.GetOutput(Column.Name);

    /// <inheritdoc/>
    public override IEstimator<ITransformer> CreatePreparation(MLContext context) => TextNormalization.Create(context, Column.Name);

    /// <inheritdoc/>
    public override IEnumerable<DataViewSchema.Column> SelectColumns(DataViewSchema schema) => [Column, schema[GraphInput]];

    /// <inheritdoc/>
    public override FeatureReader CreateReader(DataViewRow row) => new Reader(this, row);

    /// <inheritdoc/>
    protected override FeatureColumn Match(DataViewSchema.Column column) =>
        column.Type is TextDataViewType ? new TextColumn(column, _options, Vocabulary) : throw TypeMismatch.Create(column, Column);

    /// <inheritdoc/>
    public override IDataView CreateView(MLContext context, SampleDataset rows) =>
        TextRow.CreateView(context, Column.Name, _first.Take(rows.Count));

    private sealed class Reader(TextColumn column, DataViewRow row) : FeatureReader
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _getText = row.GetGetter<ReadOnlyMemory<char>>(column.Column);
        private readonly ValueGetter<ReadOnlyMemory<char>> _getNormalized = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[column.GraphInput]);
        private readonly List<string> _texts = [];

        public override void Read(long position)
        {
            ReadOnlyMemory<char> text = default;
            if (column._first.Count < ServingCheck.RowCount)
            {
                _getText(ref text);
                column._first.Add(text.ToString());
            }

            _getNormalized(ref text);
            _texts.Add(text.ToString());
        }

        public override SampleDataset ToDataset(PredictionTargets targets, float[]? weights)
        {
            column.Vocabulary ??= column.CollectWords(
                () => TextVocabulary.Create(_texts, column._options.MinimumWordCount, column._options.MaximumWords));
            return TextDataset.Create(_texts, targets, column.Vocabulary, column._options.Network.MaximumLength, weights);
        }
    }
}
