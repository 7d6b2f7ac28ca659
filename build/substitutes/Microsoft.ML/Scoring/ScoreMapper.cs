namespace Microsoft.ML.Data;

/// <summary>Adds a model's outputs to rows. The outputs of one row share one evaluation of the model.</summary>
internal abstract class ScoreMapper<TScore> : RowMapperBase
{
    private readonly IScoreModel<TScore> _model;
    private readonly int _features;

    protected ScoreMapper(DataViewSchema inputSchema, IScoreModel<TScore> model, int features)
        : base(inputSchema)
    {
        _model = model;
        _features = features;
    }

    public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        bool any = Enumerable.Range(0, GetOutputColumns().Length).Any(activeOutput);
        return column => any && column == _features;
    }

    public override Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        var getters = new Delegate[GetOutputColumns().Length];
        ValueGetter<TScore> getScore = null;
        for (int i = 0; i < getters.Length; i++)
        {
            if (activeOutput(i))
                getters[i] = MakeGetter(i, getScore ??= MakeScoreGetter(input));
        }

        return getters;
    }

    protected abstract Delegate MakeGetter(int output, ValueGetter<TScore> getScore);

    protected sealed override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return MakeGetter(output, MakeScoreGetter(input));
    }

    private ValueGetter<TScore> MakeScoreGetter(DataViewRow input)
    {
        ValueGetter<VBuffer<float>> getFeatures = input.GetGetter<VBuffer<float>>(input.Schema[_features]);
        VBuffer<float> features = default;
        TScore score = default;
        long position = -1;
        return (ref TScore destination) =>
        {
            if (position != input.Position)
            {
                getFeatures(ref features);
                if (features.Length != _model.FeatureCount)
                    throw Contracts.Except($"A row has {features.Length} features, but the model was trained on {_model.FeatureCount}.");
                _model.Score(in features, ref score);
                position = input.Position;
            }

            ValueCopy<TScore>.Copy(ref score, ref destination);
        };
    }
}
