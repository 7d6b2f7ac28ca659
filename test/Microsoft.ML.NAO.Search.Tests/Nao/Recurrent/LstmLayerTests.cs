using Microsoft.ML.NAO.Nao.Recurrent;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class LstmLayerTests
{
    private const int Vocabulary = 5;
    private const int Embedding = 3;
    private const int Hidden = 4;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Computes_what_libtorchs_layer_does_forward_and_backward(int tokensPerStep)
    {
        using var scope = NewDisposeScope();
        manual_seed(tokensPerStep);
        using var layer = new LstmLayer(tokensPerStep * Embedding, Hidden);
        using LSTM expected = nn.LSTM(tokensPerStep * Embedding, Hidden, batchFirst: true);
        CopyWeights(layer, expected);
        Tensor embeddings = randn(Vocabulary, Embedding).requires_grad_();
        Tensor start = randn(2, Hidden).requires_grad_();
        Tensor tokens = tensor(new long[] { 1, 4, 0, 2, 3, 3, 2, 2, 1, 0, 4, 1 }, 2, 6);
        Tensor weighting = randn(2, 6 / tokensPerStep, Hidden);

        Tensor input = embeddings.index_select(0, tokens.view(-1)).view(2, 6 / tokensPerStep, -1);
        var (outputs, lastOutput, lastCell) = expected.call(input, (start.unsqueeze(0), start.unsqueeze(0)));
        Parameter[] weights = [.. expected.parameters()];
        IList<Tensor> gradients = autograd.grad([(outputs * weighting).sum()], [embeddings, start, .. weights]);

        Tensor projected = layer.Project(tokens, layer.Tabulate(embeddings), Vocabulary);
        LstmTrace trace = layer.Run(projected, start, start);
        AreEqual(outputs, trace.Outputs.transpose(0, 1), "outputs");
        AreEqual(lastOutput.squeeze(0), trace.Last.Output, "last output");
        AreEqual(lastCell.squeeze(0), trace.Last.Cell, "last cell");
        var back = trace.Backward(weighting.transpose(0, 1));
        AreEqual(gradients[1], back.Output + back.Cell, "start");
        AreEqual(gradients[3], back.Weights, "recurrent weights");
        Parameter[] own = [.. layer.named_parameters().Where(parameter => !ReferenceEquals(parameter.parameter, layer.RecurrentWeights)).Select(parameter => parameter.parameter)];
        IList<Tensor> rest = autograd.grad([projected], [embeddings, .. own], [back.Projected]);
        AreEqual(gradients[0], rest[0], "embeddings");
        AreEqual(gradients[2], rest[1], "input weights");
        AreEqual(gradients[4], rest[2], "input bias");
        AreEqual(gradients[5], rest[3], "recurrent bias");
    }

    private static void CopyWeights(LstmLayer from, LSTM to)
    {
        using var noGradients = no_grad();
        foreach (var (source, target) in from.parameters().Zip(to.parameters()))
        {
            target.copy_(source);
        }
    }

    private static void AreEqual(Tensor expected, Tensor actual, string what)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape, what);
        Assert.AreEqual(0, (expected - actual).abs().max().item<float>(), 1e-5, what);
    }
}
