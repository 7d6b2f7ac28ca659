using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A label that is a Boolean: one of two classes, of which <see langword="true"/> is the positive one.</summary>
internal sealed class BooleanLabel(DataViewSchema.Column column) : LabelColumn(column)
{
    private static readonly string[] Names = [bool.FalseString, bool.TrueString];

    /// <inheritdoc/>
    public override LabelReader CreateReader(DataViewRow row) => new Reader(row.GetGetter<bool>(Column));

    /// <inheritdoc/>
    public override void CheckTargets(PredictionTargets targets) => ClassCheck.Run((ClassTargets)targets, Column.Name);

    private sealed class Reader(ValueGetter<bool> getter) : LabelReader
    {
        private readonly List<int> _classes = [];

        public override void Read(long position)
        {
            bool positive = false;
            getter(ref positive);
            _classes.Add(positive ? 1 : 0);
        }

        public override PredictionTargets ToTargets() => new ClassTargets([.. _classes], Names);
    }
}
