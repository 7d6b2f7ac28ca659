using Microsoft.ML.Data;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

/// <summary>Reads columns into memory.</summary>
internal static class Columns
{
    public static T[][] ReadVectors<T>(this IDataView view, string name)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<T>>(column);
        var rows = new List<T[]>();
        VBuffer<T> vector = default;
        while (cursor.MoveNext())
        {
            getter(ref vector);
            rows.Add([.. vector.DenseValues()]);
        }

        return [.. rows];
    }
}
