using Microsoft.ML.NAO.Architectures;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Encoder, performance predictor and decoder, trained together (Luo et al., NeurIPS 2018, section 3.2).</summary>
internal sealed class NaoModel : nn.Module
{
    public NaoModel(ArchitectureSpace space, NaoOptions options)
        : base(nameof(NaoModel))
    {
        Space = space;
        Encoder = new ArchitectureEncoder(
            space.VocabularySize, options.EncodeBranches ? space.TokensPerBranch : 1, options.TokenEmbeddingSize, options.HiddenSize);
        Predictor = new PerformancePredictor(options.HiddenSize, options.PredictorLayers, options.PredictorWidth, options.PredictorDropout);
        Decoder = new ArchitectureDecoder(space.VocabularySize, options.HiddenSize);
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
        return Predictor.call(ArchitectureEncoder.Summarize(Encoder.call(batch.Tokens))).data<float>().ToArray();
    }

    /// <summary>A copy of all weights, so that they can outlive the tensors.</summary>
    public float[][] GetWeights()
    {
        using var scope = NewDisposeScope();
        return [.. parameters().Select(parameter => parameter.detach().data<float>().ToArray())];
    }

    /// <summary>Puts weights back that <see cref="GetWeights"/> took from a model of the same shape.</summary>
    public void SetWeights(float[][] weights)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var (parameter, values) in parameters().Zip(weights))
        {
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
