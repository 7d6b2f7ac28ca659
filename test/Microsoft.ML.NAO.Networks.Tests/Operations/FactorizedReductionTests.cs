using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class FactorizedReductionTests
{
    [TestMethod]
    [DataRow(6)]
    [DataRow(5)]
    public void ReadsTheEvenPixelsInOneHalfAndTheOddOnesInTheOther(int size)
    {
        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(1, torch.CPU);
        using var reduction = new FactorizedReduction(initializer, new ImageShape(1, size, size), 2, rectified: false);
        reduction.eval();
        foreach (var weight in reduction.parameters().Where(parameter => parameter.shape.Length == 4))
        {
            using var noGradient = torch.no_grad();
            weight.fill_(1);
        }

        var input = torch.arange(size * size, torch.float32).view(1, 1, size, size);
        float[] output = reduction.forward(input).data<float>().ToArray();

        int half = (size + 1) / 2;
        float scale = 1 / MathF.Sqrt(1 + 1e-5f);
        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                int oddY = (2 * y) + 1;
                int oddX = (2 * x) + 1;
                float odd = oddY < size && oddX < size ? (oddY * size) + oddX : 0;
                Assert.AreEqual(((2 * y * size) + (2 * x)) * scale, output[(y * half) + x], 1e-3f);
                Assert.AreEqual(odd * scale, output[(half * half) + (y * half) + x], 1e-3f);
            }
        }
    }

    [TestMethod]
    public void RefusesAnOddNumberOfChannels()
    {
        using var initializer = new WeightInitializer(1, torch.CPU);

        Assert.ThrowsExactly<ArgumentException>(
            () => new FactorizedReduction(initializer, new ImageShape(4, 8, 8), 5, rectified: true));
    }
}
