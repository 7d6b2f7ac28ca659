using Microsoft.ML.Data;
using Microsoft.ML.NAO.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// Maps the index of a class to a key with the label's own type and key values, by stock transformers: a hash turns the vector of one
/// index into a scalar, and a lookup turns the hash into the key.
/// </summary>
internal static class ClassLookup
{
    // Seeds tried until no two classes share a hash of 31 bits; with a thousand classes one seed in 4,000 fails.
    private const uint MaxSeeds = 64;

    /// <summary>Builds the chain that replaces an index column by a key column.</summary>
    /// <param name="context">The context.</param>
    /// <param name="label">The label column, whose type and key values the key takes over.</param>
    /// <param name="indexColumn">A column of type Vector&lt;Int64, 1&gt; with the class, from 0.</param>
    /// <param name="outputColumn">The name of the key column.</param>
    public static IEstimator<ITransformer> Create(MLContext context, KeyLabel label, string indexColumn, string outputColumn)
    {
        string hashColumn = outputColumn + ".hash";
        for (uint seed = 0; seed < MaxSeeds; seed++)
        {
            var hash = context.Transforms.Conversion.Hash(new Transforms.HashingEstimator.ColumnOptions(
                hashColumn, indexColumn, numberOfBits: 31, seed: seed, combine: true));
            uint[] hashes = Compute(context, hash, indexColumn, hashColumn, (int)label.Type.Count);
            if (hashes.Distinct().Count() == hashes.Length)
            {
                var table = LookupTable.Create(context, hashes, label.Type, column => KeyValues.Copy(label.Column, column));
                return hash
                    .Append(context.Transforms.Conversion.MapValue(outputColumn, table.Rows, table.Numbers, table.Keys, hashColumn))
                    .Append(context.Transforms.DropColumns(indexColumn, hashColumn));
            }
        }

        throw new NotSupportedException($"No hash of 31 bits tells the {label.Type.Count} classes of the column '{label.Column.Name}' apart.");
    }

    private static uint[] Compute(MLContext context, Transforms.HashingEstimator hash, string indexColumn, string hashColumn, int count)
    {
        var schema = SchemaDefinition.Create(typeof(IndexRow));
        schema[nameof(IndexRow.Index)].ColumnName = indexColumn;
        var indices = context.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new IndexRow { Index = [i] }), schema);
        IDataView hashed = hash.Fit(indices).Transform(indices);
        var hashes = new uint[count];
        using var cursor = hashed.GetRowCursor([hashed.Schema[hashColumn]]);
        var getter = cursor.GetGetter<uint>(hashed.Schema[hashColumn]);
        while (cursor.MoveNext())
        {
            getter(ref hashes[cursor.Position]);
        }

        return hashes;
    }

    private sealed class IndexRow
    {
        [VectorType(1)]
        public long[] Index { get; set; } = [];
    }
}
