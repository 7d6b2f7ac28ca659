using Microsoft.ML.AutoML.CodeGen;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Draws pipelines by the inverse of their estimated cost of improvement (Wang, Wu, Weimer, Zhu: "FLAML: A Fast and Lightweight
/// AutoML Library", MLSys 2021).
/// </summary>
internal sealed class PipelineProposer
{
    // How long trainers take beside each other before anything was measured; others take 1.
    private static readonly Dictionary<EstimatorType, double> s_firstCosts = new()
    {
        [EstimatorType.LightGbmRegression] = 0.788,
        [EstimatorType.FastTreeRegression] = 0.382,
        [EstimatorType.FastForestRegression] = 0.374,
        [EstimatorType.SdcaRegression] = 0.566,
        [EstimatorType.FastTreeTweedieRegression] = 0.401,
        [EstimatorType.LbfgsPoissonRegressionRegression] = 4.73,
        [EstimatorType.FastForestOva] = 4.283,
        [EstimatorType.FastTreeOva] = 3.701,
        [EstimatorType.LightGbmMulti] = 4.765,
        [EstimatorType.SdcaMaximumEntropyMulti] = 10.129,
        [EstimatorType.SdcaLogisticRegressionOva] = 13.16,
        [EstimatorType.LbfgsMaximumEntropyMulti] = 7.980,
        [EstimatorType.LbfgsLogisticRegressionOva] = 11.513,
        [EstimatorType.LightGbmBinary] = 4.765,
        [EstimatorType.FastTreeBinary] = 3.701,
        [EstimatorType.FastForestBinary] = 4.283,
        [EstimatorType.SdcaLogisticRegressionBinary] = 13.16,
        [EstimatorType.LbfgsLogisticRegressionBinary] = 11.513,
    };

    private readonly string[] _schemas;
    private readonly Dictionary<string, Record> _records;
    private readonly Random _random;
    private double _bestLoss;
    private bool _isMeasured;
    private bool _isStarted;

    public PipelineProposer(SweepablePipeline pipeline, int? seed)
    {
        _random = seed is { } value ? new Random(value) : new Random();
        _schemas = [.. pipeline.Schemas];
        _records = _schemas.ToDictionary(schema => schema, schema => new Record(FirstCost(schema, pipeline)));
    }

    public string Propose()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            return _schemas.MinBy(schema => _records[schema].Eci);
        }

        // No probability may be zero: where every cost is infinite, one of them is drawn still.
        double[] weights = [.. _schemas.Select(schema => (1 / _records[schema].Eci) + double.Epsilon)];
        var total = weights.Sum();
        var drawn = _random.NextDouble();
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] / total;
            if (sum > drawn)
            {
                return _schemas[i];
            }
        }

        return _schemas[^1];
    }

    public void Update(TrialResult result, string schema)
    {
        _isStarted = true;
        var loss = result.Loss;
        var seconds = result.DurationInMilliseconds / 1000;
        var record = _records[schema];
        if (seconds == 0 || !double.IsFinite(loss))
        {
            record.Eci = _records.Values.Max(each => each.Eci) * 2;
            return;
        }

        if (!_isMeasured)
        {
            _isMeasured = true;
            _bestLoss = loss;
            foreach (var each in _records.Values)
            {
                each.Start(loss, seconds * each.FirstCost / record.FirstCost);
            }
        }
        else if (loss >= record.BestLoss)
        {
            record.CostSinceBest += seconds;
        }
        else
        {
            record.Improve(loss, seconds);
            _bestLoss = Math.Min(_bestLoss, loss);
        }

        record.Estimate(loss, _bestLoss);
    }

    private static double FirstCost(string schema, SweepablePipeline pipeline)
    {
        foreach (var name in Entity.FromExpression(schema).EstimatorNames())
        {
            if (s_firstCosts.TryGetValue(pipeline.Estimators[name].EstimatorType, out var cost))
            {
                return cost;
            }
        }

        return 1;
    }

    /// <summary>What is known of one pipeline: its two best losses, and what was spent since each.</summary>
    private sealed class Record(double firstCost)
    {
        private double _secondLoss;
        private double _costSinceSecond;

        public double FirstCost { get; } = firstCost;

        /// <summary>The estimated cost of improvement; at first what a trial is thought to cost.</summary>
        public double Eci { get; set; } = firstCost;

        public double BestLoss { get; private set; }

        public double CostSinceBest { get; set; }

        public void Start(double loss, double cost)
        {
            BestLoss = loss;
            _secondLoss = loss + (0.05 * Math.Abs(loss));
            CostSinceBest = cost;
            _costSinceSecond = cost;
        }

        public void Improve(double loss, double cost)
        {
            _secondLoss = BestLoss;
            BestLoss = loss;
            _costSinceSecond = CostSinceBest;
            CostSinceBest = cost;
        }

        public void Estimate(double loss, double bestLoss)
        {
            var speed = ((_secondLoss - BestLoss) / (_costSinceSecond + CostSinceBest)) + double.Epsilon;
            var breakThrough = ((2 * (loss - bestLoss)) + double.Epsilon) / speed;
            Eci = Math.Max(Math.Max(CostSinceBest, _costSinceSecond), breakThrough);
        }
    }
}
