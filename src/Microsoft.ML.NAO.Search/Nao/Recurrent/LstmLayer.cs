using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// A layer of long short-term memory (Hochreiter and Schmidhuber, 1997) that reads sequences of tokens. Computes what libtorch's layer
/// does, with the same weights and the same first values.
/// </summary>
/// <remarks>
/// Two things make it several times as fast at the size of NAO's models. Tokens are few, so that what each of them adds to the gates is
/// computed once, and not for every place at which it stands. And the gradient is computed by hand (<see cref="LstmTrace"/>): recording
/// and replaying the many small operations of each step costs more than they do.
/// </remarks>
internal sealed class LstmLayer : nn.Module
{
    private readonly Parameter _inputWeights;
    private readonly Parameter _recurrentWeights;
    private readonly Parameter _inputBias;
    private readonly Parameter _recurrentBias;

    public LstmLayer(int inputSize, int hiddenSize)
        : base(nameof(LstmLayer))
    {
        HiddenSize = hiddenSize;
        _inputWeights = Draw(LstmGates.Count * hiddenSize, inputSize);
        _recurrentWeights = Draw(LstmGates.Count * hiddenSize, hiddenSize);
        _inputBias = Draw(LstmGates.Count * hiddenSize);
        _recurrentBias = Draw(LstmGates.Count * hiddenSize);
        RegisterComponents();
    }

    /// <summary>The size of the hidden states.</summary>
    public int HiddenSize { get; }

    /// <summary>The weights [4 × hidden, hidden] that hidden states go through; their gradient is computed by hand.</summary>
    public Parameter RecurrentWeights => _recurrentWeights;

    /// <summary>What each token adds to the gates where it is the first, the second, … of a step: [tokens a step × vocabulary, 4 × hidden].</summary>
    /// <param name="embeddings">The embeddings of the vocabulary [vocabulary, size]; those of a step's tokens, side by side, are its input.</param>
    public Tensor Tabulate(Tensor embeddings)
    {
        long size = embeddings.shape[1];
        long tokensPerStep = _inputWeights.shape[1] / size;
        return embeddings.matmul(_inputWeights.view(-1, tokensPerStep, size).permute(1, 2, 0)).reshape(tokensPerStep * embeddings.shape[0], -1);
    }

    /// <summary>What tokens and biases add to the gates: from tokens [batch, length] to [steps, batch, 4 × hidden].</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="table">What <see cref="Tabulate"/> made of the embeddings.</param>
    /// <param name="vocabulary">The size of the vocabulary.</param>
    public Tensor Project(Tensor tokens, Tensor table, int vocabulary)
    {
        long tokensPerStep = table.shape[0] / vocabulary;
        Tensor which = nn.functional.one_hot(tokens, vocabulary).to_type(ScalarType.Float32)
            .reshape(tokens.shape[0], tokens.shape[1] / tokensPerStep, -1).transpose(0, 1);
        return AddBiases(which.matmul(table));
    }

    /// <summary>Adds the biases to what goes into the gates: [… , 4 × hidden].</summary>
    public Tensor AddBiases(Tensor gates) => gates + (_inputBias + _recurrentBias);

    /// <summary>Goes through all steps.</summary>
    /// <param name="projected">What <see cref="Project"/> computed; it is overwritten.</param>
    /// <param name="output">The hidden state before the first step [batch, hidden].</param>
    /// <param name="cell">The cell before the first step [batch, hidden].</param>
    public LstmTrace Run(Tensor projected, Tensor output, Tensor cell)
    {
        using var noGradients = no_grad();
        return new LstmTrace(projected.detach(), _recurrentWeights.detach(), output.detach(), cell.detach());
    }

    private Parameter Draw(params long[] shape)
    {
        using Scalar bound = 1 / Math.Sqrt(HiddenSize);
        using Scalar width = 2 / Math.Sqrt(HiddenSize);
        return nn.Parameter(rand(shape).mul(width).sub(bound));
    }
}
