using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits a logistic calibration to labels.</summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(IHostEnvironment env, string labelColumnName, string scoreColumnName, string exampleWeightColumnName)
        : base(env, labelColumnName, scoreColumnName, exampleWeightColumnName)
        => env.CheckParam(LabelColumn.IsValid, "labelColumn", "For trained calibrators, labelColumn must be specified.");

    private protected override PlattCalibrator Train(IDataView input)
    {
        DataViewSchema.Column labelColumn = input.Schema[LabelColumn.Name];
        DataViewSchema.Column scoreColumn = input.Schema[ScoreColumn.Name];
        DataViewSchema.Column? weightColumn = WeightColumn.IsValid
            ? input.Schema.GetColumnOrNull(WeightColumn.Name)
                ?? throw Host.ExceptSchemaMismatch("weightColumn", "weight", WeightColumn.Name)
            : null;
        List<DataViewSchema.Column> columns = [labelColumn, scoreColumn];
        if (weightColumn != null)
            columns.Add(weightColumn.Value);

        var rows = new List<PlattFit.Row>();
        using DataViewRowCursor cursor = input.GetRowCursor(columns);
        ValueGetter<float> getLabel = LabelReader.GetGetter(cursor, labelColumn);
        ValueGetter<float> getScore = cursor.GetGetter<float>(scoreColumn);
        ValueGetter<float> getWeight = weightColumn == null ? null : cursor.GetGetter<float>(weightColumn.Value);
        float label = 0;
        float score = 0;
        float weight = 1;
        while (rows.Count < PlattFit.MaximumRows && cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            getWeight?.Invoke(ref weight);
            if (float.IsFinite(label) && float.IsFinite(score) && float.IsFinite(weight))
                rows.Add(new PlattFit.Row(score, label > 0, weight));
        }

        return PlattFit.Fit(rows);
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(PlattCalibrator calibrator)
        => new PlattCalibratorTransformer(Host, calibrator, ScoreColumn.Name);
}
