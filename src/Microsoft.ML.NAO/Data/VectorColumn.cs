using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A feature column with vectors whose values have no order or place, as those of a table have.</summary>
/// <param name="column">The column.</param>
/// <param name="size">The number of values of a row.</param>
internal sealed class VectorColumn(DataViewSchema.Column column, int size) : FeatureColumn(column)
{
    /// <summary>The number of values of a row.</summary>
    public int Size { get; } = size;

    /// <inheritdoc/>
    public override FeatureReader CreateReader(DataViewRow row) => new Reader(this, row);

    /// <inheritdoc/>
    public override IDataView CreateView(MLContext context, SampleDataset rows)
    {
        var vectors = (VectorDataset)rows;
        return VectorRow.CreateView(context, Column, Enumerable.Range(0, vectors.Count).Select(i => vectors.GetRow(i).ToArray()));
    }

    /// <inheritdoc/>
    protected override FeatureColumn Match(DataViewSchema.Column column) =>
        CheckVector(column, orText: false).Size == Size ? new VectorColumn(column, Size) : throw TypeMismatch.Create(column, Column);

    private sealed class Reader(VectorColumn column, DataViewRow row) : FeatureReader
    {
        private readonly VectorReader _vectors = new(column.Column, column.Size, row);
        private readonly List<float> _values = [];

        public override void Read(long position) => _values.AddRange(_vectors.Read(position));

        public override SampleDataset ToDataset(PredictionTargets targets, float[]? weights) =>
            new VectorDataset([.. _values], column.Size, targets, weights);
    }
}
