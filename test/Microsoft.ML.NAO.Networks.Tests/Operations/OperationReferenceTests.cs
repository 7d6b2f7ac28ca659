using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class OperationReferenceTests
{
    private const int Channels = 4;

    public static IEnumerable<object[]> Cases =>
        from operation in TestNetworks.AllOperations
        from conventions in TestNetworks.AllConventions.Keys
        from stride in new[] { 1, 2 }
        select new object[] { operation, conventions, stride };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void ComputesWhatTheDefinitionSays(string operation, string conventions, int stride)
    {
        Check(operation, TestNetworks.AllConventions[conventions], stride, Channels, height: 6, width: 5);
        Check(operation, TestNetworks.AllConventions[conventions], stride, Channels, height: 3, width: 8);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void ChangesTheChannelsWhereItReadsAnotherNumber(string operation, string conventions, int stride) =>
        Check(operation, TestNetworks.AllConventions[conventions], stride, inputs: 6, height: 4, width: 4);

    private static void Check(string operation, NetworkConventions conventions, int stride, int inputs, int height, int width)
    {
        using var initializer = new WeightInitializer(1, TorchSharp.torch.CPU);
        using Layer layer = OperationFactory.Create(
            operation, new OperationSite(initializer, new ImageShape(inputs, height, width), Channels, stride, conventions));

        ReferenceCheck.Run(
            layer,
            tensors => layer.forward(layer.TakesRectifiedInput ? tensors[0].relu() : tensors[0]),
            [Map.Random(2, 3, inputs, height, width)],
            (weights, maps) => new ReferenceOperations(weights, conventions).Apply(operation, maps[0], Channels, stride));
    }
}
