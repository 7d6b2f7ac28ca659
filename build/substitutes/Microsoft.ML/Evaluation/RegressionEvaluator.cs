using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Evaluates scored rows of a regression.</summary>
internal static class RegressionEvaluator
{
    public static RegressionMetrics Evaluate(IDataView data, string labelName, string scoreName)
    {
        DataViewSchema.Column labelColumn = ScoredColumns.Find(data.Schema, "Label", labelName);
        DataViewSchema.Column scoreColumn = ScoredColumns.Find(data.Schema, "Score", scoreName);
        if (scoreColumn.Type != NumberDataViewType.Single)
            throw ScoredColumns.Mismatch("score", scoreColumn, "Single");
        if (labelColumn.Type != NumberDataViewType.Single)
            throw ScoredColumns.Mismatch("label", labelColumn, "Single");

        var loss = new SquaredLoss();
        double rows = 0;
        double absolute = 0;
        double squared = 0;
        double losses = 0;
        double labels = 0;
        double squaredLabels = 0;
        float label = 0;
        float score = 0;

        using DataViewRowCursor cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<float> getLabel = cursor.GetGetter<float>(labelColumn);
        ValueGetter<float> getScore = cursor.GetGetter<float>(scoreColumn);
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            if (float.IsNaN(label) || float.IsNaN(score))
                continue;

            double difference = Math.Abs((double)label - score);
            rows++;
            absolute += difference;
            squared += difference * difference;
            losses += loss.Loss(score, label);
            labels += label;

            // In single precision, as the real evaluator squares it.
            squaredLabels += label * label;
        }

        if (rows == 0)
            return new RegressionMetrics(0, 0, 0, 0);

        // With a single row, or with labels that are all the same, there is no variance to explain.
        double variance = squaredLabels - (labels * labels / rows);
        double rSquared = variance == 0 ? double.NaN : 1 - (squared / variance);
        return new RegressionMetrics(absolute / rows, squared / rows, losses / rows, rSquared);
    }
}
