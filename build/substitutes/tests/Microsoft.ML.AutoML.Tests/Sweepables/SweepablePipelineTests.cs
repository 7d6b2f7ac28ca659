using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Sweepables;

[TestClass]
public class SweepablePipelineTests
{
    private readonly MLContext _context = new(7);

    [TestMethod]
    public void Estimators_have_numbers_and_a_schema_says_which_run()
    {
        var pipeline = Copy("b").Append(Sweepable("c"), Sweepable("d")).Append(Copy("e"));

        CollectionAssert.AreEquivalent(new[] { "e0", "e1", "e2", "e3", "_SCHEMA_" }, pipeline.SearchSpace.Keys.ToArray());
        CollectionAssert.AreEqual(new[] { "e0 * e1 * e3", "e0 * e2 * e3" }, Schemas(pipeline));
        Assert.AreEqual(CodeGen.EstimatorType.Unknown, pipeline.Estimators["e1"].EstimatorType);
    }

    [TestMethod]
    public void Alternatives_multiply_in_the_real_packages_order()
    {
        var pipeline = Sweepable("a").Append(Sweepable("b"), Sweepable("c"), Sweepable("d")).Append(Sweepable("e"), Sweepable("f"));

        CollectionAssert.AreEqual(
            new[] { "e0 * e1 * e4", "e0 * e2 * e4", "e0 * e1 * e5", "e0 * e2 * e5", "e0 * e3 * e4", "e0 * e3 * e5" },
            Schemas(pipeline));
    }

    [TestMethod]
    public void A_pipeline_inside_another_gets_new_numbers()
    {
        var inner = Sweepable("b").Append(Sweepable("c"), Sweepable("d"));
        var pipeline = Copy("a").Append(inner);

        CollectionAssert.AreEqual(new[] { "e0 * e1 * e2", "e0 * e1 * e3" }, Schemas(pipeline));
    }

    [TestMethod]
    public void A_parameter_builds_the_chain_that_it_names()
    {
        var pipeline = Copy("b").Append(Sweepable("c"), Sweepable("d")).Append(Copy("e"));
        var space = pipeline.SearchSpace;
        var parameter = space.SampleFromFeatureSpace(space.Default);
        parameter["_SCHEMA_"] = Parameter.FromString("e0 * e2 * e3");
        var data = _context.Data.LoadFromEnumerable(Point.Line());

        var schema = pipeline.BuildFromOption(_context, parameter).Fit(data).Transform(data).Schema;

        CollectionAssert.AreEqual(new[] { "Features", "Label", "Flag", "b", "d", "e" }, schema.Select(column => column.Name).ToArray());
        Assert.AreEqual("e0 * e2 * e3", pipeline.CurrentParameter["_SCHEMA_"].AsType<string>());
    }

    [TestMethod]
    public void A_part_of_a_pipeline_has_its_own_search_space()
    {
        var pipeline = Sweepable("a").Append(Sweepable("b"), Sweepable("c"));

        var part = pipeline.BuildSweepableEstimatorPipeline("e0 * e2");

        CollectionAssert.AreEquivalent(new[] { "e0", "e2", "_SCHEMA_" }, part.SearchSpace.Keys.ToArray());
        CollectionAssert.AreEqual(new[] { "e0 * e2" }, Schemas(part));
    }

    [TestMethod]
    public void Text_names_the_chosen_kinds()
    {
        var pipeline = Sweepable("a").Append(Sweepable("b"));
        var parameter = Parameter.CreateNestedParameter();
        parameter["_pipeline_"] = pipeline.SearchSpace.SampleFromFeatureSpace(pipeline.SearchSpace.Default);

        Assert.AreEqual("Unknown=>Unknown", pipeline.ToString(parameter));
        Assert.AreEqual(string.Empty, pipeline.ToString(Parameter.CreateNestedParameter()));
    }

    [TestMethod]
    public void A_catalogs_estimator_gets_an_object_of_its_options()
    {
        var space = new SearchSpace<RateOptions>();
        RateOptions? seen = null;
        var estimator = _context.Auto().CreateSweepableEstimator((context, options) =>
        {
            seen = options;
            return context.Transforms.CopyColumns("copy", "Label");
        }, space);

        estimator.BuildFromOption(_context, ((Space)space).SampleFromFeatureSpace([1.0]));

        Assert.AreEqual(1.0, seen!.Rate, 1e-9);
        Assert.AreEqual(0.05, estimator.Parameter["Rate"].AsType<double>(), 1e-9);
    }

    private static string[] Schemas(SweepablePipeline pipeline)
        => [.. ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices.Select(choice => choice.AsType<string>())];

    private IEstimator<ITransformer> Copy(string name) => _context.Transforms.CopyColumns(name, "Label");

    private SweepableEstimator Sweepable(string name)
        => new((context, _) => context.Transforms.CopyColumns(name, "Label"), new Space { ["n"] = new UniformIntOption(0, 3) });
}
