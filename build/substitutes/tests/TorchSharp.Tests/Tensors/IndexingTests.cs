using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

[TestClass]
public sealed class IndexingTests
{
    private readonly Tensor _cube = arange(24, dtype: float32).reshape(2, 3, 4);

    [TestMethod]
    public void NumbersPick()
    {
        Assert.AreEqual(23f, _cube[1, 2, 3].item<float>());
        Assert.AreEqual(20f, _cube[-1, -1, 0].item<float>());
        CollectionAssert.AreEqual(new long[] { 4 }, _cube[0, 1].shape);
        Numbers.AreClose(new[] { 4f, 5, 6, 7 }, _cube[0, 1]);
    }

    [TestMethod]
    public void SlicesEllipsisAndNone()
    {
        Numbers.AreClose(new[] { 1f, 3 }, _cube[TensorIndex.Single(0), TensorIndex.Single(0), TensorIndex.Slice(1, null, 2)]);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, _cube[TensorIndex.Ellipsis, TensorIndex.Single(2)].shape);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3, 4 }, _cube[TensorIndex.Colon, TensorIndex.None].shape);
        CollectionAssert.AreEqual(new long[] { 2, 2, 4 }, _cube[TensorIndex.Colon, TensorIndex.Slice(1)].shape);
        CollectionAssert.AreEqual(new long[] { 2, 3, 2 }, _cube[.., .., 1..3].shape);
    }

    [TestMethod]
    public void TensorsAndMasksPick()
    {
        using Tensor positions = tensor(new long[] { 2, 0 });

        Numbers.AreClose(new[] { 8f, 0 }, _cube[TensorIndex.Single(0), TensorIndex.Tensor(positions), TensorIndex.Single(0)]);
        CollectionAssert.AreEqual(new long[] { 2, 2, 4 }, _cube[TensorIndex.Colon, TensorIndex.Tensor(positions)].shape);
        Numbers.AreClose(new[] { 22f, 23 }, _cube[_cube > 21]);
        Numbers.AreClose(new[] { 22f, 23 }, _cube.masked_select(_cube > 21));
    }

    [TestMethod]
    public void PositionsCanBeAssigned()
    {
        _cube[0, 0, 0] = tensor(-1f);
        _cube[TensorIndex.Single(1), TensorIndex.Colon, TensorIndex.Slice(0, 2)] = zeros(3, 2);

        Assert.AreEqual(-1f, _cube[0, 0, 0].item<float>());
        Assert.AreEqual(0f, _cube[1, 2, 1].item<float>());
        Assert.AreEqual(22f, _cube[1, 2, 2].item<float>());
    }

    [TestMethod]
    public void MasksCanBeAssigned()
    {
        _cube[_cube < 22] = tensor(0f);

        Assert.AreEqual(22f + 23, _cube.sum().item<float>());
    }

    [TestMethod]
    public void GatheringAndScattering()
    {
        using Tensor scores = tensor(new[,] { { 0.1f, 0.7f, 0.2f }, { 0.5f, 0.2f, 0.3f } });
        using Tensor labels = tensor(new long[] { 1, 2 });

        Numbers.AreClose(new[] { 0.7f, 0.3f }, scores.gather(1, labels.unsqueeze(1)).squeeze(1));
        Numbers.AreClose(new[] { 0f, 1, 0, 0, 0, 1 }, zeros(2, 3).scatter_(1, labels.unsqueeze(1), ones(2, 1)));
        Numbers.AreClose(new[] { 0.5f, 0.2f, 0.3f }, scores.index_select(0, tensor(new long[] { 1 })).squeeze(0));
        Numbers.AreClose(new[] { 0f, 0.7f, 0, 0.5f, 0, 0 }, scores.where(scores > 0.4, zeros_like(scores)));
        Numbers.AreClose(new[] { 9f, 0.7f, 0.2f }, scores[0].masked_fill(tensor(new[] { true, false, false }), 9));
    }

    [TestMethod]
    public void TheLargestAndTheirOrder()
    {
        using Tensor values = tensor(new[] { 3f, 1, 2 });
        (Tensor top, Tensor where) = values.topk(2);
        (Tensor sorted, Tensor order) = values.sort();

        Numbers.AreClose(new[] { 3f, 2 }, top);
        CollectionAssert.AreEqual(new long[] { 0, 2 }, where.Longs());
        Numbers.AreClose(new[] { 1f, 2, 3 }, sorted);
        CollectionAssert.AreEqual(new long[] { 1, 2, 0 }, order.Longs());
        CollectionAssert.AreEqual(new long[] { 0, 2, 1 }, values.argsort(descending: true).Longs());
    }

    [TestMethod]
    public void AccessorsFollowTheStrides()
    {
        using Tensor turned = _cube.permute(2, 1, 0);
        var accessor = turned.data<float>();

        Assert.AreEqual(24, accessor.Count);
        Assert.AreEqual(_cube[1, 2, 3].item<float>(), accessor[3, 2, 1]);
        CollectionAssert.AreEqual(turned.contiguous().data<float>().ToArray(), accessor.ToArray());
    }

    [TestMethod]
    public void AnAccessorOfAnotherTypeIsRefused() => Assert.ThrowsExactly<ArgumentException>(() => _cube.data<double>());

    [TestMethod]
    public void OnlyOneElementIsAnItem() => Assert.ThrowsExactly<ArgumentException>(() => _cube.item<float>());
}
