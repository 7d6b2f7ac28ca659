using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

[TestClass]
public sealed class ReductionTests
{
    private readonly Tensor _grid = tensor(new[,] { { 1f, 2, 6 }, { 4, 0, 5 } });

    [TestMethod]
    public void SumsAndMeans()
    {
        Assert.AreEqual(18f, _grid.sum().item<float>());
        Numbers.AreClose(new[] { 9f, 9 }, _grid.sum(1));
        Numbers.AreClose(new[] { 5f, 2, 11 }, _grid.sum(0L));
        CollectionAssert.AreEqual(new long[] { 2, 1 }, _grid.sum(1, keepdim: true).shape);
        Assert.AreEqual(ScalarType.Float64, _grid.sum(type: ScalarType.Float64).dtype);
        Assert.AreEqual(3f, _grid.mean().item<float>());
        Numbers.AreClose(new[] { 2.5f, 1, 5.5f }, _grid.mean(new long[] { 0 }));
        Numbers.AreClose(new[] { 1f, 3, 9 }, _grid[0].cumsum(0));
    }

    [TestMethod]
    public void Extremes()
    {
        Assert.AreEqual(6f, _grid.max().item<float>());
        (Tensor values, Tensor indices) = _grid.max(1);
        Numbers.AreClose(new[] { 6f, 5 }, values);
        CollectionAssert.AreEqual(new long[] { 2, 2 }, indices.Longs());
        CollectionAssert.AreEqual(new long[] { 0, 1 }, _grid.argmin(1).Longs());
        Assert.AreEqual(2, _grid.argmax().item<long>());
        Numbers.AreClose(new[] { 4f, 2, 6 }, _grid.amax(0));
        Numbers.AreClose(new[] { 0f, 1 }, _grid.min(1).values.sort().Values);
    }

    [TestMethod]
    public void Spread()
    {
        Assert.AreEqual(Math.Sqrt(5.6), _grid.std().item<float>(), 1e-5);
        Assert.AreEqual(14 / 3.0, _grid.var(1, unbiased: false)[0].item<float>(), 1e-5);
        Assert.AreEqual(7, _grid.var(1)[0].item<float>(), 1e-5);
        Assert.AreEqual(Math.Sqrt(82), _grid.norm().item<float>(), 1e-5);
        Assert.AreEqual(
            Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(6)), _grid.logsumexp(1)[0].item<float>(), 1e-5);
    }

    [TestMethod]
    public void TruthOfAllAndAny()
    {
        Assert.IsTrue((_grid >= 0).all().item<bool>());
        Assert.IsFalse((_grid > 0).all().item<bool>());
        CollectionAssert.AreEqual(new[] { false, true }, (_grid == 0).any(1).Booleans());
        CollectionAssert.AreEqual(new[] { true, false }, tensor(new[] { float.NaN, 1 }).isnan().Booleans());
        Assert.AreEqual(5, _grid.count_nonzero().item<long>());
    }

    [TestMethod]
    public void ProductsOfMatrices()
    {
        using Tensor square = tensor(new[,] { { 1f, 2 }, { 3, 4 } });

        Numbers.AreClose(new[] { 7f, 10, 15, 22 }, square.matmul(square).flatten());
        Numbers.AreClose(new[] { 7f, 10, 15, 22 }, square.mm(square).flatten());
        Numbers.AreClose(new[] { 8f, 12, 18, 26 }, square.addmm(square, square).flatten());
        Numbers.AreClose(square.matmul(square).unsqueeze(0), square.unsqueeze(0).bmm(square.unsqueeze(0)));
        Numbers.AreClose(square.matmul(square), einsum("ij,jk->ik", square, square));
        Numbers.AreClose(new[] { 5f, 11 }, square.mv(tensor(new[] { 1f, 2 })));
        Numbers.AreClose(new[] { 1f, 0, 3, 4 }, square.tril().flatten());
    }

    [TestMethod]
    public void SoftmaxSumsToOne()
    {
        Numbers.AreClose(new[] { 1f, 1 }, _grid.softmax(1).sum(1));
        Numbers.AreClose(_grid.softmax(1).log(), _grid.log_softmax(1));
    }
}
