using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Modules;

/// <summary>Recurrent layers against their formulas.</summary>
[TestClass]
public sealed class RecurrentTests
{
    private const int Hidden = 4;

    [TestInitialize]
    public void Seed() => manual_seed(5);

    [TestMethod]
    public void AnLstmIsItsCellStepByStep()
    {
        using var layer = nn.LSTM(3, Hidden);
        using var cell = nn.LSTMCell(3, Hidden);
        Dictionary<string, Tensor> state = layer.state_dict();
        cell.load_state_dict(state.ToDictionary(entry => entry.Key.Replace("_l0", string.Empty), entry => entry.Value));
        using Tensor input = randn(6, 2, 3);
        Tensor hidden = zeros(2, Hidden);
        Tensor memory = zeros(2, Hidden);

        var (output, last, lastMemory) = layer.call(input);
        for (int step = 0; step < 6; step++)
        {
            (hidden, memory) = cell.call(input[step], (hidden, memory));
            Numbers.AreClose(hidden, output[step]);
        }

        Numbers.AreClose(hidden, last.squeeze(0));
        Numbers.AreClose(memory, lastMemory.squeeze(0));
    }

    [TestMethod]
    public void AnLstmCellIsFourGates()
    {
        using var cell = nn.LSTMCell(3, Hidden);
        using Tensor x = randn(2, 3);
        using Tensor h = randn(2, Hidden);
        using Tensor c = randn(2, Hidden);

        Tensor[] gates = (x.matmul(cell.weight_ih!.t()) + cell.bias_ih! + h.matmul(cell.weight_hh!.t()) + cell.bias_hh!).chunk(4, 1);
        using Tensor memory = gates[1].sigmoid() * c + gates[0].sigmoid() * gates[2].tanh();
        using Tensor hidden = gates[3].sigmoid() * memory.tanh();
        var (actualHidden, actualMemory) = cell.call(x, (h, c));

        Numbers.AreClose(hidden, actualHidden);
        Numbers.AreClose(memory, actualMemory);
    }

    [TestMethod]
    public void AGruCellIsThreeGates()
    {
        using var cell = nn.GRUCell(3, Hidden);
        using Tensor x = randn(2, 3);
        using Tensor h = randn(2, Hidden);

        Tensor[] fromInput = (x.matmul(cell.weight_ih!.t()) + cell.bias_ih!).chunk(3, 1);
        Tensor[] fromHidden = (h.matmul(cell.weight_hh!.t()) + cell.bias_hh!).chunk(3, 1);
        using Tensor reset = (fromInput[0] + fromHidden[0]).sigmoid();
        using Tensor update = (fromInput[1] + fromHidden[1]).sigmoid();
        using Tensor candidate = (fromInput[2] + reset * fromHidden[2]).tanh();

        Numbers.AreClose((1 - update) * candidate + update * h, cell.call(x, h));
    }

    [TestMethod]
    public void BatchFirstAndBothDirections()
    {
        using var layer = nn.LSTM(3, Hidden, numLayers: 2, batchFirst: true, bidirectional: true);
        using var gru = nn.GRU(3, Hidden, batchFirst: true);

        var (output, hidden, memory) = layer.call(randn(5, 7, 3));
        var (gruOutput, gruHidden) = gru.call(randn(5, 7, 3));

        CollectionAssert.AreEqual(new long[] { 5, 7, 2 * Hidden }, output.shape);
        CollectionAssert.AreEqual(new long[] { 4, 5, Hidden }, hidden.shape);
        CollectionAssert.AreEqual(new long[] { 4, 5, Hidden }, memory.shape);
        CollectionAssert.AreEqual(new long[] { 5, 7, Hidden }, gruOutput.shape);
        Numbers.AreClose(gruOutput.select(1, 6), gruHidden.squeeze(0));
    }

    [TestMethod]
    public void AStateIsTakenUpWhereItWasLeft()
    {
        using var layer = nn.LSTM(3, Hidden);
        using Tensor input = randn(6, 2, 3);

        var (whole, _, _) = layer.call(input);
        var (_, hidden, memory) = layer.call(input.narrow(0, 0, 4));
        var (rest, _, _) = layer.call(input.narrow(0, 4, 2), (hidden, memory));

        Numbers.AreClose(whole.narrow(0, 4, 2), rest);
    }

    [TestMethod]
    public void GradientsReachEveryParameter()
    {
        using var layer = nn.LSTM(3, Hidden, numLayers: 2);
        var (output, _, _) = layer.call(randn(5, 2, 3));

        var gradients = autograd.grad(new[] { output.sum() }, layer.parameters().ToArray<Tensor>());

        Assert.IsTrue(gradients.All(gradient => gradient.abs().sum().item<float>() > 0));
    }
}
