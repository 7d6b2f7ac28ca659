using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>NAO's model as the paper has it: an LSTM encoder, a feed-forward predictor and an LSTM decoder with attention.</summary>
internal sealed class RecurrentModel(ArchitectureSpace space, RecurrentModelOptions structure, NaoOptions options) : INaoModel
{
    private readonly RecurrentNetwork _network = new(space, structure);

    public NaoTrainingSummary Train(
        IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken) =>
        new RecurrentTrainer(options).Train(_network, architectures, targets, epochs, random, cancellationToken);

    public IReadOnlyList<PredictedPerformance> Predict(IReadOnlyList<Architecture> architectures) =>
        [.. _network.Predict(architectures).Select(prediction => new PredictedPerformance(prediction))];

    public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers) =>
        new RecurrentGenerator(_network, options.NormalizeGradients).Move(seeds, stepSize, samplers);

    public byte[] GetState() => ModelState.Save(_network);

    public void SetState(byte[] state) => ModelState.Load(state, _network);

    public void Dispose() => _network.Dispose();
}
