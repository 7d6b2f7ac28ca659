using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.SearchSpaces;

[TestClass]
public class ParameterTests
{
    private enum Color
    {
        Red,
        Green,
    }

    [TestMethod]
    public void Values_keep_their_types()
    {
        Assert.AreEqual(ParameterType.Integer, Parameter.FromInt(3).ParameterType);
        Assert.AreEqual(ParameterType.Integer, Parameter.FromLong(3).ParameterType);
        Assert.AreEqual(ParameterType.Number, Parameter.FromDouble(3).ParameterType);
        Assert.AreEqual(ParameterType.Number, Parameter.FromFloat(3).ParameterType);
        Assert.AreEqual(ParameterType.Bool, Parameter.FromBool(true).ParameterType);
        Assert.AreEqual(ParameterType.String, Parameter.FromString("s").ParameterType);
        Assert.AreEqual(ParameterType.String, Parameter.FromEnum(Color.Green).ParameterType);
        Assert.AreEqual(ParameterType.Array, Parameter.FromIEnumerable(new[] { 1, 2 }).ParameterType);
        Assert.AreEqual(ParameterType.Object, Parameter.CreateNestedParameter().ParameterType);
    }

    [TestMethod]
    public void Values_convert_by_way_of_json()
    {
        Assert.AreEqual(3.0, Parameter.FromInt(3).AsType<double>());
        Assert.AreEqual(3, Parameter.FromDouble(3).AsType<int>());
        Assert.AreEqual(Color.Green, Parameter.FromString("Green").AsType<Color>());
        CollectionAssert.AreEqual(new[] { 1L, 2L }, Parameter.FromIEnumerable(new[] { 1, 2 }).AsType<long[]>());
    }

    [TestMethod]
    public void Text_is_json()
    {
        var parameter = Parameter.CreateNestedParameter();
        parameter["a"] = Parameter.FromInt(1);
        parameter["b"] = Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("c", Parameter.FromString("d")));

        Assert.AreEqual("""{"a":1,"b":{"c":"d"}}""", parameter.ToString());
    }

    [TestMethod]
    public void Equality_is_that_of_the_text()
    {
        Assert.IsTrue(Parameter.FromInt(3).Equals(Parameter.FromLong(3)));
        Assert.IsFalse(Parameter.FromInt(3).Equals(Parameter.FromInt(4)));
        Assert.AreEqual(Parameter.FromString("a").GetHashCode(), Parameter.FromString("a").GetHashCode());
    }

    [TestMethod]
    public void Objects_become_their_properties()
    {
        var parameter = Parameter.FromObject(new Options { Rate = 0.5, Color = Color.Green, Name = null, Inner = new Options { Rate = 2 } });

        Assert.AreEqual(0.5, parameter["Rate"].AsType<double>());
        Assert.AreEqual("Green", parameter["Color"].AsType<string>());
        Assert.AreEqual(2.0, parameter["Inner"]["Rate"].AsType<double>());
        Assert.IsFalse(parameter.ContainsKey("Name"));
        Assert.AreEqual(Color.Green, parameter.AsType<Options>().Color);
    }

    [TestMethod]
    public void Nested_parameters_are_dictionaries()
    {
        var parameter = Parameter.CreateNestedParameter();
        parameter.Add("a", Parameter.FromInt(1));

        Assert.HasCount(1, parameter);
        Assert.IsTrue(parameter.TryGetValue("a", out var value));
        Assert.AreEqual(1, value.AsType<int>());
        Assert.IsTrue(parameter.Remove("a"));
        Assert.ThrowsExactly<KeyNotFoundException>(() => parameter["a"]);
        Assert.AreEqual(1, Parameter.FromInt(5).Count);
    }

    private sealed class Options
    {
        public double Rate { get; set; }

        public Color Color { get; set; }

        public string? Name { get; set; }

        public Options? Inner { get; set; }
    }
}
