using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class OperationOnnxTests
{
    private const float Tolerance = 1e-4f;

    public static IEnumerable<object[]> Cases =>
        from operation in TestNetworks.AllOperations
        from conventions in TestNetworks.AllConventions.Keys
        select new object[] { operation, conventions };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void OnnxRuntimeComputesTheSame(string operation, string conventions)
    {
        foreach (var (inputs, height, width, stride) in new[] { (4, 6, 5, 1), (4, 6, 5, 2), (4, 3, 8, 2), (6, 5, 4, 1), (6, 8, 8, 2) })
        {
            using var scope = torch.NewDisposeScope();
            using var initializer = new WeightInitializer(1, torch.CPU);
            using Layer layer = OperationFactory.Create(operation, new OperationSite(
                initializer, new ImageShape(inputs, height, width), 4, stride, TestNetworks.AllConventions[conventions]));
            layer.forward(torch.randn(16, inputs, height, width));
            layer.eval();
            var image = torch.randn(1, inputs, height, width);
            if (layer.TakesRectifiedInput)
            {
                image = image.relu();
            }

            var output = layer.forward(image);
            float[] actual = Run(layer, image, output.shape);

            float[] expected = output.contiguous().data<float>().ToArray();
            Assert.HasCount(expected.Length, actual);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], actual[i], Tolerance, $"{inputs}×{height}×{width}, stride {stride}, output {i}.");
            }
        }
    }

    private static float[] Run(Layer layer, torch.Tensor image, long[] outputShape)
    {
        var graph = new OnnxGraphBuilder("operation");
        string input = graph.AddInput("x", OnnxElementType.Float, [.. image.shape.Select(size => (OnnxDimension)size)]);
        string output = graph.AddNode("Identity", [layer.Export(graph, input)], output: "y");
        graph.AddOutput(output, OnnxElementType.Float, [.. outputShape.Select(size => (OnnxDimension)size)]);
        using var session = TestSessions.Open(graph.Save);
        int[] shape = [.. image.shape.Select(size => (int)size)];
        using var results = session.Run(
            [NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(image.contiguous().data<float>().ToArray(), shape))]);
        return [.. results.Single().AsEnumerable<float>()];
    }
}
