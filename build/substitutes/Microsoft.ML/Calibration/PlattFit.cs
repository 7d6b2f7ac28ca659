namespace Microsoft.ML.Calibrators;

/// <summary>
/// Fits the logistic function of a score to labels by maximum likelihood with Platt's smoothed targets, by damped Newton steps
/// (Platt, 1999: the model-trust algorithm of the paper's appendix).
/// </summary>
internal static class PlattFit
{
    public const int MaximumRows = 1_000_000;

    private const int MaximumSteps = 100;
    private const double FirstDamping = 1e-3;
    private const double LargestDamping = 1e6;
    private const double SmallestGradient = 1e-9;
    private const double SmallestProgress = 1e-3;
    private const double Slack = 1e-7;
    private const double LogOfZero = -200;

    public static PlattCalibrator Fit(List<Row> rows)
    {
        if (rows.Count == 0)
            return new PlattCalibrator(0, 0);

        Row[] sorted = [.. rows.OrderBy(row => row.Score)];
        double positives = sorted.Where(row => row.IsPositive).Sum(row => (double)row.Weight);
        double negatives = sorted.Where(row => !row.IsPositive).Sum(row => (double)row.Weight);
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (negatives + 2);
        var probabilities = new float[sorted.Length];
        Array.Fill(probabilities, (float)((positives + 1) / (negatives + positives + 2)));

        double slope = 0;
        double offset = Math.Log((negatives + 1) / (positives + 1));
        double damping = FirstDamping;
        double lastError = double.MaxValue / 2;
        int stalled = 0;
        for (int step = 0; step < MaximumSteps && stalled < 3; step++)
        {
            Curvature curvature = Curvature.Of(sorted, probabilities, high, low);
            if (curvature.IsFlat)
                break;

            (double oldSlope, double oldOffset) = (slope, offset);
            double error = lastError;
            while (true)
            {
                if (!curvature.TryStep(damping, out double slopeStep, out double offsetStep))
                {
                    damping *= 10;
                    continue;
                }

                slope = oldSlope + slopeStep;
                offset = oldOffset + offsetStep;
                error = Error(sorted, probabilities, slope, offset, high, low);
                if (error < lastError * (1 + Slack))
                {
                    damping *= 0.1;
                    break;
                }

                damping *= 10;
                if (damping >= LargestDamping)
                    break;
            }

            double change = error - lastError;
            double scale = 0.5 * (error + lastError + 1);
            stalled = change > -SmallestProgress * scale && change < Slack * scale ? stalled + 1 : 0;
            lastError = error;
        }

        return new PlattCalibrator(slope, offset);
    }

    /// <summary>The cross-entropy of new probabilities, which it leaves in <paramref name="probabilities"/>.</summary>
    private static double Error(Row[] rows, float[] probabilities, double slope, double offset, double high, double low)
    {
        double error = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            float p = PlattCalibrator.Probability(rows[i].Score, slope, offset);
            probabilities[i] = p;
            double target = rows[i].IsPositive ? high : low;
            double log = p > 0 ? Math.Log(p) : LogOfZero;
            double logOfRest = p < 1 ? Math.Log(1 - p) : LogOfZero;
            error -= ((target * log) + ((1 - target) * logOfRest)) * rows[i].Weight;
        }

        return error;
    }

    public readonly record struct Row(float Score, bool IsPositive, float Weight);

    /// <summary>The gradient and the Hessian by slope and offset.</summary>
    private readonly record struct Curvature(double SlopeSlope, double OffsetOffset, double SlopeOffset, double Slope, double Offset)
    {
        public bool IsFlat => Math.Abs(Slope) < SmallestGradient && Math.Abs(Offset) < SmallestGradient;

        public static Curvature Of(Row[] rows, float[] probabilities, double high, double low)
        {
            double slopeSlope = 0;
            double offsetOffset = 0;
            double slopeOffset = 0;
            double slope = 0;
            double offset = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                (float score, bool isPositive, float weight) = rows[i];
                float p = probabilities[i];
                double second = p * (1 - p) * weight;
                double first = (p - (isPositive ? high : low)) * weight;
                slopeSlope += score * score * second;
                offsetOffset += second;
                slopeOffset += score * second;
                slope += score * first;
                offset += first;
            }

            return new Curvature(slopeSlope, offsetOffset, slopeOffset, slope, offset);
        }

        public bool TryStep(double damping, out double slopeStep, out double offsetStep)
        {
            double determinant = ((SlopeSlope + damping) * (OffsetOffset + damping)) - (SlopeOffset * SlopeOffset);
            slopeStep = (((OffsetOffset + damping) * Slope) - (SlopeOffset * Offset)) / determinant;
            offsetStep = (((SlopeSlope + damping) * Offset) - (SlopeOffset * Slope)) / determinant;
            return determinant != 0;
        }
    }
}
