namespace Microsoft.ML.Trainers;

/// <summary>The weights of an online learner, and their average over the rows.</summary>
internal sealed class AveragedLinearLearner
{
    private const float LargestScale = 1024;
    private const float LargestGain = 1000;
    private const float GainRescale = 1e-6f;

    private readonly AveragedLinearOptions _options;
    private readonly IScalarLoss _loss;
    private readonly float[] _weights;
    private readonly float[] _totalWeights;
    private float _bias;
    private float _totalBias;

    // The weights are scaled by this, so that regularization need not touch each of them at each row. The bias is not.
    private float _scale = 1;

    // How many rows the average covers, and how many more it lags behind.
    private double _averagedRows;
    private int _pendingRows;
    private double _averagedUpdates;
    private double _pendingUpdates;
    private float _gain = 1;

    public AveragedLinearLearner(AveragedLinearOptions options, IScalarLoss loss, float[] weights, float bias)
    {
        _options = options;
        _loss = loss;
        _weights = weights;
        _bias = bias;
        _totalWeights = options.Averaged ? [.. weights] : [];
    }

    public long RowsOfIteration { get; private set; }

    public bool IsFinite => float.IsFinite(Math.Max(Vectors.MaxNorm(_weights), Math.Abs(_bias)));

    public void BeginIteration() => RowsOfIteration = 0;

    public void Learn(FeatureRow features, float label)
    {
        RowsOfIteration++;
        float output = _bias + (features.Dot(_weights) * _scale);
        if (_loss.Loss(output, label) != 0 || _options.L2Regularization > 0)
        {
            if (_options.LazyUpdate
                && _options.Averaged
                && _pendingRows > 0
                && _averagedUpdates * AveragedLinearOptions.AveragedTolerance <= _pendingUpdates)
            {
                AddPendingToAverage(_scale);
            }

            Update(features, _loss.Derivative(output, label));
        }

        if (!_options.Averaged)
            return;
        if (_options.LazyUpdate)
            _pendingRows++;
        else
            AddToAverage();
        if (_options.ResetWeightsAfterXExamples is { } period && RowsOfIteration % period == 0)
            ResetToAverage();
    }

    public void FinishIteration()
    {
        // The real trainer does not scale the bias here, though it does between rows.
        if (_options.Averaged && _options.LazyUpdate && _pendingRows > 0)
            AddPendingToAverage(biasScale: 1);
        ApplyScale();
    }

    public (float[] Weights, float Bias) Result()
    {
        if (!_options.Averaged)
            return ([.. _weights], _bias);
        float[] weights = [.. _totalWeights];
        Vectors.Scale(weights, 1 / (float)_averagedRows);
        return (weights, _totalBias / (float)_averagedRows);
    }

    private void Update(FeatureRow features, float derivative)
    {
        float rate = _options.LearningRate;
        if (_options.DecreaseLearningRate)
            rate /= MathF.Sqrt((float)_averagedRows + _pendingRows + 1);
        float step = -rate * derivative;

        features.AddTo(_weights, step / _scale);
        _scale *= 1 - (2 * _options.L2Regularization);
        if (Math.Abs(_scale) is < 1 / LargestScale or > LargestScale)
            ApplyScale();
        _bias += step;
        _pendingUpdates += Math.Abs(step);
    }

    private void AddPendingToAverage(float biasScale)
    {
        Vectors.AddMultiple(_weights, _pendingRows * _scale, _totalWeights);
        _totalBias += _bias * _pendingRows * biasScale;
        _averagedRows += _pendingRows;
        _pendingRows = 0;
        _averagedUpdates += _pendingUpdates;
        _pendingUpdates = 0;
    }

    private void AddToAverage()
    {
        Vectors.AddMultiple(_weights, _gain * _scale, _totalWeights);
        _totalBias += _gain * _bias;
        _averagedRows += _gain;
        if (_options.RecencyGain == 0)
            return;

        _gain = _options.RecencyGainMultiplicative ? _gain * _options.RecencyGain : _gain + _options.RecencyGain;
        if (_gain > LargestGain)
        {
            _gain *= GainRescale;
            _totalBias *= GainRescale;
            Vectors.Scale(_totalWeights, GainRescale);
            _averagedRows *= GainRescale;
        }
    }

    private void ResetToAverage()
    {
        float share = 1 / (float)_averagedRows;
        for (int i = 0; i < _weights.Length; i++)
            _weights[i] = _totalWeights[i] * share;
        _scale = 1;
        _bias = _totalBias / (float)_averagedRows;
    }

    private void ApplyScale()
    {
        if (_scale == 1)
            return;
        Vectors.Scale(_weights, _scale);
        _scale = 1;
    }
}
