using Microsoft.ML.NAO.Architectures;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>Encoder, performance predictor and decoder, trained together (Luo et al., NeurIPS 2018, section 3.2).</summary>
internal sealed class RecurrentNetwork : nn.Module
{
    public RecurrentNetwork(ArchitectureSpace space, RecurrentModelOptions options)
        : base(nameof(RecurrentNetwork))
    {
        Space = space;
        Encoder = new ArchitectureEncoder(space, options);
        Predictor = new PerformancePredictor(options.HiddenSize, options.PredictorLayers, options.PredictorWidth, options.PredictorDropout);
        Decoder = new ArchitectureDecoder(space.VocabularySize, options);
        RegisterComponents();
        register_module(nameof(Encoder), Encoder);
        register_module(nameof(Predictor), Predictor);
        register_module(nameof(Decoder), Decoder);
    }

    public ArchitectureSpace Space { get; }

    public ArchitectureEncoder Encoder { get; }

    public PerformancePredictor Predictor { get; }

    public ArchitectureDecoder Decoder { get; }

    /// <summary>The predicted performance of architectures, between 0 and 1.</summary>
    public float[] Predict(IReadOnlyList<Architecture> architectures)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        eval();
        var batch = new TokenBatch(Space, architectures);
        return Predictor.call(Encoder.Summarize(Encoder.call(batch.Tokens))).data<float>().ToArray();
    }
}
