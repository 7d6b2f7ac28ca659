namespace Microsoft.ML.Data;

/// <summary>Evaluates scored rows of a classification into two classes.</summary>
internal static class BinaryEvaluator
{
    public static CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelName,
        string scoreName,
        string probabilityName,
        string predictedLabelName)
    {
        BinaryTally tally = Count(data, labelName, scoreName, probabilityName, predictedLabelName, out ReadOnlyMemory<char>[] classNames);
        return new CalibratedBinaryClassificationMetrics(tally, classNames);
    }

    public static BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelName,
        string scoreName,
        string predictedLabelName)
    {
        BinaryTally tally = Count(data, labelName, scoreName, null, predictedLabelName, out ReadOnlyMemory<char>[] classNames);
        return new BinaryClassificationMetrics(tally, classNames);
    }

    private static BinaryTally Count(
        IDataView data,
        string labelName,
        string scoreName,
        string probabilityName,
        string predictedLabelName,
        out ReadOnlyMemory<char>[] classNames)
    {
        DataViewSchema.Column label = ScoredColumns.Find(data.Schema, "Label", labelName);
        DataViewSchema.Column score = ScoredColumns.Find(data.Schema, "Score", scoreName);
        DataViewSchema.Column? probability = probabilityName == null
            ? null
            : ScoredColumns.Find(data.Schema, "Probability", probabilityName);
        ScoredColumns.Find(data.Schema, "PredictedLabel", predictedLabelName);
        CheckTypes(label, score, probability);

        classNames = ClassNames(label);
        List<DataViewSchema.Column> columns = [label, score];
        if (probability != null)
            columns.Add(probability.Value);
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        return Count(cursor, label, score, probability);
    }

    private static BinaryTally Count(
        DataViewRowCursor cursor,
        DataViewSchema.Column labelColumn,
        DataViewSchema.Column scoreColumn,
        DataViewSchema.Column? probabilityColumn)
    {
        var tally = new BinaryTally();
        ValueGetter<float> getLabel = LabelReader.GetGetter(cursor, labelColumn);
        ValueGetter<float> getScore = cursor.GetGetter<float>(scoreColumn);
        ValueGetter<float> getProbability = probabilityColumn == null
            ? (ref float value) => value = float.NaN
            : cursor.GetGetter<float>(probabilityColumn.Value);

        float label = 0;
        float score = 0;
        float probability = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            if (!float.IsFinite(score) || float.IsNaN(label))
                continue;
            getProbability(ref probability);
            tally.Add(label > 0, score, probability);
        }

        return tally;
    }

    private static void CheckTypes(DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
    {
        if (score.Type != NumberDataViewType.Single)
            throw ScoredColumns.Mismatch("score", score, "Single");
        if (label.Type != NumberDataViewType.Single
            && label.Type != NumberDataViewType.Double
            && label.Type is not BooleanDataViewType
            && label.Type is not KeyDataViewType { Count: 2 })
        {
            throw ScoredColumns.Mismatch("label", label, "Single, Double, Boolean, or a Key with cardinality 2");
        }

        if (probability is { } column && column.Type != NumberDataViewType.Single)
            throw ScoredColumns.Mismatch("probability", column, "Single");
    }

    private static ReadOnlyMemory<char>[] ClassNames(DataViewSchema.Column label)
    {
        DataViewType type = label.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type;
        if (label.Type is not KeyDataViewType || type is not VectorDataViewType { Size: > 0, ItemType: TextDataViewType })
            return ["positive".AsMemory(), "negative".AsMemory()];

        VBuffer<ReadOnlyMemory<char>> names = default;
        label.Annotations.GetValue("KeyValues", ref names);
        return [.. names.DenseValues()];
    }
}
