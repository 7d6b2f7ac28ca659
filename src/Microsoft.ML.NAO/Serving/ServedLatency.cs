using Microsoft.ML.Data;
using Microsoft.ML.NAO.Evaluation;

namespace Microsoft.ML.NAO.Serving;

/// <summary>Times a network's graph as it is served: row by row, by ML.NET's own transformer and ONNX Runtime.</summary>
internal static class ServedLatency
{
    /// <summary>The median of 15 rows after 3 others. What a cursor does before its first row does not count.</summary>
    /// <param name="scorer">What ends with the graph, row by row.</param>
    /// <param name="output">An output of the graph, a vector of Single.</param>
    /// <param name="rows">Rows to run it on, at least one; they begin anew where they are too few.</param>
    /// <param name="cancellationToken">Ends it between two rows.</param>
    public static TimeSpan Measure(ITransformer scorer, string output, IDataView rows, CancellationToken cancellationToken)
    {
        // A cursor over transformed rows may be filled by other threads ahead of whoever reads it; a mapper computes when it is asked.
        IRowToRowMapper mapper = scorer.GetRowToRowMapper(rows.Schema);
        DataViewSchema.Column column = mapper.OutputSchema[output];
        DataViewRowCursor? cursor = null;
        ValueGetter<VBuffer<float>>? get = null;
        VBuffer<float> value = default;
        try
        {
            return LatencyTimer.GetMedian(Run, cancellationToken);
        }
        finally
        {
            cursor?.Dispose();
        }

        TimeSpan Run()
        {
            if (cursor is null || !cursor.MoveNext())
            {
                cursor?.Dispose();
                cursor = rows.GetRowCursor(mapper.GetDependencies([column]));
                get = mapper.GetRow(cursor, [column]).GetGetter<VBuffer<float>>(column);
                cursor.MoveNext();
            }

            long start = TimeProvider.System.GetTimestamp();
            get!(ref value);
            return TimeProvider.System.GetElapsedTime(start);
        }
    }
}
