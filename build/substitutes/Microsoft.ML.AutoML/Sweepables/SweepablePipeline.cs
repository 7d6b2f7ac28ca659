using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

/// <summary>Estimators in a row, with alternatives; which of them run is part of the search space.</summary>
public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
{
    private const string SchemaName = "_SCHEMA_";

    private readonly Dictionary<string, SweepableEstimator> _estimators;
    private string _currentSchema;

    internal SweepablePipeline()
    {
        _estimators = [];
    }

    private SweepablePipeline(Dictionary<string, SweepableEstimator> estimators, Entity schema, string currentSchema)
    {
        _estimators = estimators;
        Schema = schema;
        _currentSchema = currentSchema;
    }

    public Dictionary<string, SweepableEstimator> Estimators => _estimators;

    public SearchSpace.SearchSpace SearchSpace
    {
        get
        {
            var space = new SearchSpace.SearchSpace();
            foreach (var (name, estimator) in _estimators)
            {
                space.Add(name, estimator.SearchSpace);
            }

            object[] schemas = [.. Schemas];
            space.Add(SchemaName, new ChoiceOption(schemas));
            return space;
        }
    }

    /// <summary>What the estimators were last built from, by their numbers.</summary>
    public Parameter CurrentParameter
    {
        get
        {
            var parameter = Parameter.CreateNestedParameter();
            var number = 0;
            foreach (var estimator in _estimators.Values)
            {
                parameter[number.ToString(CultureInfo.InvariantCulture)] = estimator.Parameter;
                number++;
            }

            parameter[SchemaName] = Parameter.FromString(_currentSchema);
            return parameter;
        }
    }

    internal Entity Schema { get; }

    /// <summary>The pipelines to choose from.</summary>
    internal IEnumerable<string> Schemas => Schema.ToTerms().Select(term => term.ToString());

    /// <summary>Appends one of several alternatives.</summary>
    public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables)
    {
        var estimators = new Dictionary<string, SweepableEstimator>(_estimators);
        Entity alternatives = null;
        foreach (var sweepable in sweepables)
        {
            var next = sweepable switch
            {
                SweepableEstimator estimator => Register(estimator, estimators),
                SweepablePipeline pipeline => Register(pipeline.Schema, pipeline._estimators, estimators),
                _ => null,
            };
            alternatives = alternatives is null ? next : next is null ? alternatives : alternatives + next;
        }

        var schema = Schema is null ? alternatives : Schema * alternatives;
        return new SweepablePipeline(estimators, schema, schema.ToTerms().First().ToString());
    }

    public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter)
    {
        _currentSchema = parameter[SchemaName].AsType<string>();
        var pipeline = new EstimatorChain<ITransformer>();
        foreach (var name in Entity.FromExpression(_currentSchema).EstimatorNames())
        {
            pipeline = pipeline.Append(_estimators[name].BuildFromOption(context, parameter[name]));
        }

        return pipeline;
    }

    /// <summary>The part of this pipeline that a schema names.</summary>
    public SweepablePipeline BuildSweepableEstimatorPipeline(string schema)
    {
        var entity = Entity.FromExpression(schema);
        return new SweepablePipeline(entity.EstimatorNames().ToDictionary(name => name, name => _estimators[name]), entity, schema);
    }

    /// <summary>Names the kinds of estimators that an experiment's parameter chooses.</summary>
    public string ToString(Parameter parameter)
    {
        if (!parameter.TryGetValue(AutoMLExperiment.PipelineSearchspaceName, out var own))
        {
            return string.Empty;
        }

        var names = Entity.FromExpression(own[SchemaName].AsType<string>()).EstimatorNames();
        return string.Join("=>", names.Select(name => _estimators[name].EstimatorType));
    }

    private static StringEntity Register(SweepableEstimator estimator, Dictionary<string, SweepableEstimator> estimators)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"e{estimators.Count}");
        estimators[name] = estimator;
        return new StringEntity(name);
    }

    // Another pipeline's estimators get new names here.
    private static Entity Register(Entity schema, Dictionary<string, SweepableEstimator> source, Dictionary<string, SweepableEstimator> estimators)
    {
        switch (schema)
        {
            case StringEntity { Value: not StringEntity.Nil } name:
                return Register(source[name.Value], estimators);
            case OneOfEntity:
                var either = Register(schema.Left, source, estimators);
                return either + Register(schema.Right, source, estimators);
            case ConcatenateEntity:
                var first = Register(schema.Left, source, estimators);
                return first * Register(schema.Right, source, estimators);
            default:
                return schema;
        }
    }
}
