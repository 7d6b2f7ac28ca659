using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

[TestClass]
public sealed class ShapeTests
{
    private readonly Tensor _grid = arange(6, dtype: float32).reshape(2, 3);

    [TestMethod]
    public void ViewsShareTheirMemory()
    {
        _grid.view(3, 2)[0, 1] = tensor(100f);

        Assert.AreEqual(100f, _grid[0, 1].item<float>());
    }

    [TestMethod]
    public void DimensionsMove()
    {
        CollectionAssert.AreEqual(new long[] { 3, 2 }, _grid.t().shape);
        CollectionAssert.AreEqual(new long[] { 3, 2 }, _grid.transpose(0, 1).shape);
        CollectionAssert.AreEqual(new long[] { 3, 2 }, _grid.permute(1, 0).shape);
        Numbers.AreClose(new[] { 0f, 3, 1, 4, 2, 5 }, _grid.permute(1, 0));
        Assert.IsFalse(_grid.t().is_contiguous());
        CollectionAssert.AreEqual(new long[] { 1, 3 }, _grid.t().stride());
    }

    [TestMethod]
    public void DimensionsOfOneComeAndGo()
    {
        CollectionAssert.AreEqual(new long[] { 2, 1, 3 }, _grid.unsqueeze(1).shape);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, _grid.unsqueeze(1).squeeze(1).shape);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, _grid.unsqueeze(0).squeeze().shape);
        CollectionAssert.AreEqual(new long[] { 6 }, _grid.flatten().shape);
    }

    [TestMethod]
    public void TensorsJoinAndPart()
    {
        CollectionAssert.AreEqual(new long[] { 4, 3 }, cat(new[] { _grid, _grid }).shape);
        CollectionAssert.AreEqual(new long[] { 2, 6 }, cat(new[] { _grid, _grid }, 1).shape);
        CollectionAssert.AreEqual(new long[] { 2, 2, 3 }, stack(new[] { _grid, _grid }, 1).shape);
        Tensor[] columns = _grid.split(2, 1);
        CollectionAssert.AreEqual(new long[] { 2, 2 }, columns[0].shape);
        CollectionAssert.AreEqual(new long[] { 2, 1 }, columns[1].shape);
        Assert.AreEqual(2, _grid.chunk(2).Length);
        Numbers.AreClose(new[] { 3f, 4, 5 }, _grid.unbind()[1]);
    }

    [TestMethod]
    public void TensorsRepeatAndExpand()
    {
        CollectionAssert.AreEqual(new long[] { 4, 3, 2 }, tensor(new[] { 1f, 2 }).expand(4, 3, 2).shape);
        CollectionAssert.AreEqual(new long[] { 4, 3 }, _grid.repeat(2, 1).shape);
        Numbers.AreClose(new[] { 2f, 1, 0, 5, 4, 3 }, _grid.flip(1));
        Numbers.AreClose(new[] { 2f, 0, 1, 5, 3, 4 }, _grid.roll(1, 1));
        Numbers.AreClose(new[] { 1f, 2, 4, 5 }, _grid.narrow(1, 1, 2));
    }

    [TestMethod]
    public void PaddingFillsOrMirrors()
    {
        Numbers.AreClose(new[] { 9f, 0, 1, 2, 9, 9, 3, 4, 5, 9 }, nn.functional.pad(_grid, (1, 1), PaddingModes.Constant, 9));
        Numbers.AreClose(
            new[] { 1f, 0, 1, 2, 1, 4, 3, 4, 5, 4 },
            nn.functional.pad(_grid.unsqueeze(0), (1, 1), PaddingModes.Reflect));
    }

    [TestMethod]
    public void TypesConvert()
    {
        Assert.AreEqual(ScalarType.Int64, _grid.to(int64).dtype);
        Assert.AreEqual(ScalarType.Float64, _grid.to_type(ScalarType.Float64).dtype);
        Assert.AreEqual(ScalarType.Bool, _grid.@bool().dtype);
        Assert.AreEqual(ScalarType.BFloat16, _grid.to(ScalarType.BFloat16).dtype);
        Numbers.AreClose(_grid, _grid.to(ScalarType.BFloat16).to(ScalarType.Float32));
        Assert.AreEqual(DeviceType.CPU, _grid.to(CPU).device_type);
    }

    [TestMethod]
    public void ChannelsLastComesOfAPermutedContiguousTensor()
    {
        using Tensor images = rand(2, 3, 4, 5);
        using Tensor channelsLast = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        using var convolution = nn.Conv2d(3, 4, 3, padding: 1);

        CollectionAssert.AreEqual(new long[] { 60, 1, 15, 3 }, channelsLast.stride());
        Numbers.AreClose(convolution.call(images), convolution.call(channelsLast));
    }

    [TestMethod]
    public void MetadataIsText() => Assert.AreEqual("[2x3], type = Float32, device = cpu", _grid.ToString());
}
