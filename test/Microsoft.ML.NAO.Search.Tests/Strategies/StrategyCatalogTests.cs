using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Tests.Strategies;

[TestClass]
public class StrategyCatalogTests
{
    [TestMethod]
    public void Names_are_those_of_the_options()
    {
        CollectionAssert.AreEquivalent(new[] { "local-search", "nao", "random", "regularized-evolution" }, StrategyCatalog.Names.ToList());
        foreach (string name in StrategyCatalog.Names)
        {
            Assert.AreEqual(name, StrategyCatalog.CreateOptions(name).Name);
        }
    }

    [TestMethod]
    public void An_unknown_name_is_refused_with_those_that_there_are() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentException>(() => StrategyCatalog.CreateOptions("magic")).Message, "no strategy 'magic'. There are: local-search, nao, random, regularized-evolution");
}
