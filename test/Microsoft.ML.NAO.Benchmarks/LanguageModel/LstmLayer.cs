using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Operations;
using Microsoft.ML.NAO.Recurrent;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Benchmarks.LanguageModel;

/// <summary>
/// An LSTM of one layer (Hochreiter and Schmidhuber, 1997) in the place of a cell, to compare with. libtorch differentiates it. Its state is
/// the hidden state and the memory side by side.
/// </summary>
internal sealed class LstmLayer : SequenceLayer
{
    private const int Gates = 4;

    private readonly int _size;
    private readonly Parameter _fromInput;
    private readonly Parameter _fromHidden;
    private readonly Parameter _bias;
    private torch.Tensor? _input;
    private torch.Tensor? _output;

    public LstmLayer(WeightInitializer initializer, int size)
        : base(nameof(LstmLayer))
    {
        _size = size;
        double range = 1 / Math.Sqrt(size);
        _fromInput = initializer.Uniform(range, size, Gates * size);
        _fromHidden = initializer.Uniform(range, size, Gates * size);
        _bias = initializer.Uniform(range, Gates * size);
        RegisterComponents();
    }

    public override int StateSize => 2 * _size;

    public override IReadOnlyList<Parameter> Weights => [_fromInput, _fromHidden, _bias];

    /// <summary>The size at which a language model with an LSTM comes nearest to a number of parameters.</summary>
    public static int FindSize(long parameters, int vocabulary) =>
        Enumerable.Range(1, 4096).MinBy(size => Math.Abs(CountParameters(size, vocabulary) - parameters));

    public override (torch.Tensor Output, torch.Tensor State) Forward(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        torch.Tensor[] inputs = input.matmul(_fromInput).add(_bias).unbind(0);
        torch.Tensor[] parts = state.chunk(2, 1);
        var (hidden, memory) = (parts[0], parts[1]);
        var outputs = new torch.Tensor[inputs.Length];
        for (int t = 0; t < outputs.Length; t++)
        {
            var dropped = hiddenMask is null ? hidden : hidden.mul(hiddenMask);
            torch.Tensor[] gates = inputs[t].add(dropped.mm(_fromHidden)).chunk(Gates, 1);
            memory = gates[0].sigmoid().mul(memory).add(gates[1].sigmoid().mul(gates[2].tanh()));
            outputs[t] = hidden = gates[3].sigmoid().mul(memory.tanh());
        }

        return (torch.stack(outputs, 0), torch.cat([hidden, memory], 1));
    }

    public override (torch.Tensor Output, torch.Tensor State) Trace(torch.Tensor input, torch.Tensor state, torch.Tensor? hiddenMask)
    {
        using var gradient = torch.enable_grad();
        _input = input.detach().requires_grad_(true);
        (_output, var after) = Forward(_input, state, hiddenMask);
        return (_output.detach(), after.detach());
    }

    public override torch.Tensor Backward(torch.Tensor outputGradient, ReadOnlySpan<torch.Tensor> weightGradients)
    {
        var gradients = torch.autograd.grad([_output!], [_input!, .. Weights], [outputGradient]);
        for (int i = 0; i < weightGradients.Length; i++)
        {
            weightGradients[i].copy_(gradients[i + 1]);
        }

        return gradients[0];
    }

    public override (string Output, string State) Export(OnnxGraphBuilder graph, string input, string state, bool wholeSequences) =>
        throw new NotSupportedException("It is only here to compare with.");

    private static long CountParameters(long size, long vocabulary) => (vocabulary * (size + 1)) + (2 * Gates * size * size) + (Gates * size);
}
