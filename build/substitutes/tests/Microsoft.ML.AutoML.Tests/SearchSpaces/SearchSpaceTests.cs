using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.SearchSpaces;

[TestClass]
public class SearchSpaceTests
{
    [TestMethod]
    public void Options_follow_each_other_by_name()
    {
        var space = new Space
        {
            ["b"] = new UniformIntOption(0, 10, defaultValue: 5),
            ["a"] = new ChoiceOption("x", "y"),
            ["c"] = new Space { ["z"] = new UniformDoubleOption(0, 1), ["only"] = new ChoiceOption(1) },
        };

        var parameter = space.SampleFromFeatureSpace([0.9, 0.3, 0.7]);

        Assert.AreEqual(3, space.FeatureSpaceDim);
        Assert.AreEqual("y", parameter["a"].AsType<string>());
        Assert.AreEqual(3, parameter["b"].AsType<int>());
        Assert.AreEqual(0.7, parameter["c"]["z"].AsType<double>());
        Assert.AreEqual(1, parameter["c"]["only"].AsType<int>());
        CollectionAssert.AreEqual(new[] { 0.0, 0.5, 0.0 }, space.Default);
        CollectionAssert.AreEqual(new int?[] { 2, null, 1, null }, space.Step);
        CollectionAssert.AreEqual(new[] { 0.5, 0.3, 0.7 }, space.MappingToFeatureSpace(parameter));
    }

    [TestMethod]
    public void Attributes_describe_a_types_options()
    {
        var space = new SearchSpace<Options>();

        CollectionAssert.AreEquivalent(new[] { "Flag", "Inner", "Kind", "Layers", "Name", "Rate" }, space.Keys.ToArray());
        var options = space.SampleFromFeatureSpace(space.Default);
        Assert.AreEqual("b", options.Name);
        Assert.AreEqual(3, options.Layers);
        Assert.AreEqual(0.01, options.Rate, 1e-9);
        Assert.IsFalse(options.Flag);
        Assert.AreEqual(Kind.First, options.Kind);
        Assert.AreEqual(0.0f, options.Inner.Share);
    }

    [TestMethod]
    public void What_has_no_option_comes_from_the_default()
    {
        var space = new SearchSpace<Options>(new Options { Other = 42, Name = "a" });

        var options = space.SampleFromFeatureSpace(space.Default);

        Assert.AreEqual(42, options.Other);
        Assert.AreEqual("b", options.Name);
    }

    [TestMethod]
    public void Objects_map_to_feature_space()
    {
        var space = new SearchSpace<Options>();
        var options = space.SampleFromFeatureSpace([0.9, 0.5, 0.9, 0.5, 0.2, 0.4]);

        var features = space.MappingToFeatureSpace(options);

        Assert.IsFalse(options.Flag);
        Assert.AreEqual(0.5f, options.Inner.Share);
        Assert.AreEqual(Kind.Second, options.Kind);
        Assert.AreEqual(5, options.Layers);
        Assert.AreEqual("a", options.Name);
        Assert.AreEqual(0.5, features[0]);
        Assert.AreEqual(0.4, features[5], 1e-6);
    }

    [TestMethod]
    public void The_hash_is_the_same_everywhere()
    {
        var space = new Space { ["a"] = new UniformIntOption(0, 10), ["b"] = new ChoiceOption("x", "y") };

        // {"a":5,"b":"y"}
        Assert.AreEqual(HashOfText("""{"a":5,"b":"y"}"""), space.GetHashCode());
    }

    private static int HashOfText(string text) => (int)(text.Aggregate(31u, (hash, character) => ((hash << 5) + hash) ^ character) >> 1);

    private enum Kind
    {
        First,
        Second,
    }

    private sealed class Options
    {
        [Choice(["a", "b", "c"], "b")]
        public string Name { get; set; } = string.Empty;

        [Microsoft.ML.SearchSpace.Range(1, 9, init: 3)]
        public int Layers { get; set; }

        [Microsoft.ML.SearchSpace.Range(0.001, 0.1, 0.01, true)]
        public double Rate { get; set; }

        [BooleanChoice(false)]
        public bool Flag { get; set; }

        [Choice(SearchSpaceTests.Kind.First, SearchSpaceTests.Kind.Second)]
        public Kind Kind { get; set; }

        [NestOption]
        public Inner Inner { get; set; } = new();

        public int Other { get; set; }
    }

    private sealed class Inner
    {
        [Microsoft.ML.SearchSpace.Range(0f, 1f)]
        public float Share { get; set; }
    }
}
