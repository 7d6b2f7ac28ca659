using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML.Tests.SearchSpaces;

[TestClass]
public class OptionTests
{
    [TestMethod]
    [DataRow(0.0, 2)]
    [DataRow(0.4999, 5)]
    [DataRow(0.99999, 9)]
    [DataRow(1.0, 10)]
    public void Integers_are_rounded_down_so_that_only_one_gives_the_maximum(double position, int expected)
        => Assert.AreEqual(expected, new UniformIntOption(2, 10).SampleFromFeatureSpace([position]).AsType<int>());

    [TestMethod]
    public void Positions_are_not_checked()
        => Assert.AreEqual(18, new UniformIntOption(2, 10).SampleFromFeatureSpace([2.0]).AsType<int>());

    [TestMethod]
    public void Numbers_map_both_ways()
    {
        Assert.AreEqual(0.25, new UniformDoubleOption(-1, 3).MappingToFeatureSpace(Parameter.FromDouble(0)).Single());
        Assert.AreEqual(0.0, new UniformDoubleOption(-1, 3).SampleFromFeatureSpace([0.25]).AsType<double>());
        Assert.AreEqual(2.5f, new UniformSingleOption(0, 10).SampleFromFeatureSpace([0.25]).AsType<float>());
        Assert.AreEqual(0.5, new UniformIntOption(0, 10).MappingToFeatureSpace(Parameter.FromInt(5)).Single());
    }

    [TestMethod]
    public void Logarithms_spread_evenly()
    {
        var option = new UniformDoubleOption(0.001, 10, logBase: true);

        Assert.AreEqual(0.1, option.SampleFromFeatureSpace([0.5]).AsType<double>(), 1e-12);
        Assert.AreEqual(0.25, option.MappingToFeatureSpace(Parameter.FromDouble(0.01)).Single(), 1e-12);
    }

    [TestMethod]
    public void The_default_is_the_minimum_unless_it_is_given()
    {
        CollectionAssert.AreEqual(new[] { 0.0 }, new UniformIntOption(2, 10).Default);
        CollectionAssert.AreEqual(new[] { 0.5 }, new UniformIntOption(0, 10, defaultValue: 5).Default);
        CollectionAssert.AreEqual(new int?[] { null }, new UniformIntOption(0, 10).Step);
    }

    [TestMethod]
    public void Choices_share_the_interval()
    {
        var option = new ChoiceOption(["a", "b", "c", "d"], "c");

        Assert.AreEqual(1, option.FeatureSpaceDim);
        Assert.AreEqual("a", option.SampleFromFeatureSpace([0.0]).AsType<string>());
        Assert.AreEqual("b", option.SampleFromFeatureSpace([0.25]).AsType<string>());
        Assert.AreEqual("d", option.SampleFromFeatureSpace([1.0]).AsType<string>());
        Assert.AreEqual(0.5, option.Default!.Single());
        Assert.AreEqual(0.75, option.MappingToFeatureSpace(Parameter.FromString("d")).Single());
        CollectionAssert.AreEqual(new int?[] { 4 }, option.Step);
    }

    [TestMethod]
    public void One_choice_needs_no_position()
    {
        var option = new ChoiceOption("only");

        Assert.AreEqual(0, option.FeatureSpaceDim);
        Assert.AreEqual("only", option.SampleFromFeatureSpace([]).AsType<string>());
        Assert.IsEmpty(option.MappingToFeatureSpace(Parameter.FromString("only")));
        Assert.IsEmpty(option.Default!);
    }
}
