namespace Microsoft.ML.Data;

/// <summary>Evaluates scored rows of a classification into several classes.</summary>
internal static class MulticlassEvaluator
{
    public static MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelName,
        string scoreName,
        string predictedLabelName,
        int topKPredictionCount)
    {
        DataViewSchema.Column label = ScoredColumns.Find(data.Schema, "Label", labelName);
        DataViewSchema.Column score = ScoredColumns.Find(data.Schema, "Score", scoreName);
        ScoredColumns.Find(data.Schema, "PredictedLabel", predictedLabelName);

        if (score.Type is not VectorDataViewType { Size: >= 2 } scoreType || scoreType.ItemType != NumberDataViewType.Single)
            throw ScoredColumns.Mismatch("score", score, "vector of two or more items of type Single");
        if (label.Type != NumberDataViewType.Single && label.Type is not KeyDataViewType { Count: > 0 })
            throw ScoredColumns.Mismatch("label", label, "Single or Key");

        MulticlassTally tally = Count(data, label, score, scoreType.Size);
        return new MulticlassClassificationMetrics(tally, ClassNames(score, scoreType.Size), topKPredictionCount);
    }

    private static MulticlassTally Count(IDataView data, DataViewSchema.Column labelColumn, DataViewSchema.Column scoreColumn, int classes)
    {
        var tally = new MulticlassTally(classes);
        var scores = new float[classes];
        VBuffer<float> score = default;
        float label = 0;

        using DataViewRowCursor cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<float> getLabel = LabelReader.GetGetter(cursor, labelColumn);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(scoreColumn);
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            if (float.IsNaN(label) || label < 0 || label != (int)label)
                continue;

            getScore(ref score);
            if (score.Length != classes)
                throw new InvalidOperationException($"The score of a row has {score.Length} items, but its column's type says {classes}.");
            score.CopyTo(scores);
            if (scores.AsSpan().ContainsAnyNonFinite())
                continue;
            tally.Add((int)label, scores);
        }

        return tally;
    }

    private static ReadOnlyMemory<char>[] ClassNames(DataViewSchema.Column score, int classes)
    {
        DataViewType type = score.Annotations.Schema.GetColumnOrNull("SlotNames")?.Type;
        if (type is not VectorDataViewType { IsKnownSize: true, ItemType: TextDataViewType })
            return [.. Enumerable.Range(0, classes).Select(i => i.ToString().AsMemory())];

        VBuffer<ReadOnlyMemory<char>> names = default;
        score.Annotations.GetValue("SlotNames", ref names);
        return [.. names.DenseValues()];
    }
}
