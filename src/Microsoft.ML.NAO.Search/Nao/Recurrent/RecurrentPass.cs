using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// One batch on its way through encoder, performance predictor and decoder, and its gradient on the way back. Everything but the two
/// LSTMs is recorded by libtorch; at their outputs the recording begins anew.
/// </summary>
internal sealed class RecurrentPass
{
    private readonly RecurrentNetwork _model;
    private readonly Tensor _encoderGates;
    private readonly Tensor _decoderGates;
    private readonly LstmTrace _encoded;
    private readonly LstmTrace _decoded;
    private readonly Tensor _encoderOutputs;
    private readonly Tensor _decoderOutputs;
    private readonly Tensor _start;

    public RecurrentPass(RecurrentNetwork model, TokenBatch batch)
    {
        _model = model;
        _encoderGates = model.Encoder.Project(batch.Tokens);
        _encoded = model.Encoder.Run(_encoderGates);
        _encoderOutputs = _encoded.Outputs.requires_grad_();
        Tensor memory = model.Encoder.Normalize(_encoderOutputs);
        Tensor embedding = model.Encoder.Summarize(memory);
        Prediction = model.Predictor.call(embedding);

        _start = model.Decoder.Start(memory, embedding);
        _decoderGates = model.Decoder.Project(batch.Previous);
        _decoded = model.Decoder.Lstm.Run(_decoderGates, _start, _start);
        _decoderOutputs = _decoded.Outputs.requires_grad_();
        Logits = model.Decoder.Spell(_decoderOutputs, model.Decoder.Prepare(memory));
    }

    /// <summary>The predicted performance: [batch].</summary>
    public Tensor Prediction { get; }

    /// <summary>The logits of each token: [batch, length, vocabulary].</summary>
    public Tensor Logits { get; }

    /// <summary>Adds the gradient of a loss by each weight to that weight's gradient. Can be called once.</summary>
    public void Backward(Tensor loss)
    {
        Parameter[] others = [.. _model.Predictor.parameters(), .. _model.Decoder.OutputParameters];
        IList<Tensor> gradients = autograd.grad([loss], [_encoderOutputs, _decoderOutputs, .. others], retain_graph: true);
        var (decoderGates, decoderWeights, output, cell) = Run(_decoded, gradients[1]);
        Tensor fromStart = autograd.grad([_start], [_encoderOutputs], [output + cell])[0];
        var (encoderGates, encoderWeights, _, _) = Run(_encoded, gradients[0] + fromStart);
        autograd.backward(
            [_decoderGates, _encoderGates, _model.Decoder.Lstm.RecurrentWeights, _model.Encoder.Lstm.RecurrentWeights, .. others],
            [decoderGates, encoderGates, decoderWeights, encoderWeights, .. gradients.Skip(2)]);
    }

    private static (Tensor Projected, Tensor Weights, Tensor Output, Tensor Cell) Run(LstmTrace trace, Tensor outputs)
    {
        using var noGradients = no_grad();
        return trace.Backward(outputs);
    }
}
