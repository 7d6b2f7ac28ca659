using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

[TestClass]
public sealed class ArithmeticTests
{
    private readonly Tensor _a = tensor(new[] { 1f, -2, 3 });
    private readonly Tensor _b = tensor(new[] { 2f, 4, 8 });

    [TestMethod]
    public void OperatorsWorkElementByElement()
    {
        Numbers.AreClose(new[] { 3f, 2, 11 }, _a + _b);
        Numbers.AreClose(new[] { -1f, -6, -5 }, _a - _b);
        Numbers.AreClose(new[] { 2f, -8, 24 }, _a * _b);
        Numbers.AreClose(new[] { 0.5f, -0.5f, 0.375f }, _a / _b);
        Numbers.AreClose(new[] { -1f, 2, -3 }, -_a);
    }

    [TestMethod]
    public void OperatorsTakeNumbersOnEitherSide()
    {
        Numbers.AreClose(new[] { 1.5f, -1.5f, 3.5f }, _a + 0.5);
        Numbers.AreClose(new[] { 0f, 3, -2 }, 1 - _a);
        Numbers.AreClose(new[] { 0.5f, 0.25f, 0.125f }, 1 / _b);
        Numbers.AreClose(new[] { 0.5f, -1f, 1.5f }, 0.5 * _a);
    }

    [TestMethod]
    public void ComparisonsGiveMasks()
    {
        CollectionAssert.AreEqual(new[] { true, false, true }, (_a > 0).Booleans());
        CollectionAssert.AreEqual(new[] { false, true, false }, (_a == -2).Booleans());
        CollectionAssert.AreEqual(new[] { true, true, false }, _a.le(tensor(new[] { 1f, 0, 0 })).Booleans());
        CollectionAssert.AreEqual(new[] { true, true, true }, (_a < _b).Booleans());
        CollectionAssert.AreEqual(new[] { false, true, false }, (_a > 0).logical_not().Booleans());
    }

    [TestMethod]
    public void EqualityOfTensorsIsOfAllTheirElements()
    {
        Assert.IsTrue(_a.Equals(_a.clone()));
        Assert.IsFalse(_a.Equals(_b));
        Assert.IsTrue(_a.allclose(_a + 1e-7));
    }

    [TestMethod]
    public void InPlaceOperationsChangeTheTensorAndReturnIt()
    {
        Tensor changed = _a.add_(1).mul_(1);

        // TorchSharp before 0.100.7 returns another handle of the same memory.
        Numbers.AreClose(new[] { 2f, -1, 4 }, changed);
        Numbers.AreClose(new[] { 2f, -1, 4 }, _a);
    }

    [TestMethod]
    public void PowersRootsAndLogarithms()
    {
        Numbers.AreClose(new[] { 1f, 4, 9 }, _a.pow(2));
        Numbers.AreClose(new[] { 1f, 2, 3 }, _a.square().sqrt());
        Numbers.AreClose(_b, _b.log().exp());
        Numbers.AreClose(new[] { 1f, 0, 3 }, _a.clamp(min: (Scalar)0, max: (Scalar)5));
        Numbers.AreClose(new[] { 2f, 4, 8 }, maximum(_a, _b));
    }

    [TestMethod]
    public void DivisionRoundsAsAsked()
    {
        Numbers.AreClose(new[] { 0f, -1, 0 }, _a.div(_b, RoundingMode.floor));
        Numbers.AreClose(new[] { 0f, 0, 0 }, _a.div(_b, RoundingMode.trunc));
        Numbers.AreClose(new[] { 1f, 0, 1 }, _a % 2);
    }

    [TestMethod]
    public void ScalarsCarryTheirType()
    {
        Assert.AreEqual(ScalarType.Int64, ((Scalar)3).Type);
        Assert.AreEqual(ScalarType.Float64, ((Scalar)3f).Type);
        Assert.AreEqual(ScalarType.Int64, (arange(3) + 1).dtype);
        Assert.AreEqual(ScalarType.Float32, (arange(3) + 0.5).dtype);
    }

    [TestMethod]
    public void FusedOperations()
    {
        Numbers.AreClose(new[] { 5f, 6, 19 }, _a.add(_b, alpha: 2));
        Numbers.AreClose(new[] { 1.25f, -2.25f, 3.1875f }, _a.addcdiv(_a, _b, 0.5));
        Numbers.AreClose(new[] { 2f, -6, 15 }, _a.addcmul(_a, _b, 0.5));
    }
}
