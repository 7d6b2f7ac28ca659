using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Tests;

[TestClass]
public class TestSpacesTests
{
    [TestMethod]
    public void The_contract_tests_run_over_every_kind_of_space()
    {
        Type[] kinds = [.. typeof(ArchitectureSpace).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(ArchitectureSpace)) && !type.IsAbstract)];
        HashSet<Type> tested = [.. TestSpaces.All.Select(space => space.GetType())];

        Assert.Contains(typeof(ConvolutionalCellSpace), kinds);
        foreach (Type kind in kinds)
        {
            Assert.Contains(kind, tested, $"{kind.Name} is not in {nameof(TestSpaces)}.{nameof(TestSpaces.All)}.");
        }
    }

    [TestMethod]
    public void Every_space_of_a_kind_that_is_published_is_tested_itself()
    {
        HashSet<string> tested = [.. TestSpaces.All.Select(space => space.Name)];
        IEnumerable<ArchitectureSpace> published = typeof(ArchitectureSpace).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
            .Where(property => property.PropertyType.IsAssignableTo(typeof(ArchitectureSpace)))
            .Select(property => (ArchitectureSpace)property.GetValue(null)!);

        Assert.Contains(EdgeCellSpace.NasBench201, published);
        Assert.IsTrue(published.All(space => tested.Contains(space.Name)), string.Join(", ", published.Select(space => space.Name)));
    }
}
