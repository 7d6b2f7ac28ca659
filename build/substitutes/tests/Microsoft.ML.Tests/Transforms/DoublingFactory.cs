using Microsoft.ML.Transforms;

namespace Substitutes.Tests.MachineLearning.Transforms;

/// <summary>How a saved custom mapping finds its function again: by contract name, in the assemblies that are registered.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class DoublingFactory : CustomMappingFactory<CustomInput, CustomOutput>
{
    public const string Contract = "Doubling";

    public static void Double(CustomInput input, CustomOutput output)
    {
        output.Twice = 2 * input.Number;
        output.Name = "n" + input.Whole;
        output.Pair = [input.Vector[0], 1];
    }

    public override Action<CustomInput, CustomOutput> GetMapping() => Double;
}
