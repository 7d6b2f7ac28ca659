using Microsoft.ML.NAO.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>NAO's model as an ensemble of feed-forward networks.</summary>
internal sealed class FeedForwardModel : INaoModel
{
    private readonly ArchitectureSpace _space;
    private readonly FeedForwardModelOptions _structure;
    private readonly NaoOptions _options;
    private readonly ArchitectureFeatures _features;
    private readonly FeedForwardEnsemble _ensemble;
    private readonly Adam _optimizer;

    public FeedForwardModel(ArchitectureSpace space, FeedForwardModelOptions structure, NaoOptions options, Random random)
    {
        _space = space;
        _structure = structure;
        _options = options;
        _features = new ArchitectureFeatures(space);
        _ensemble = new FeedForwardEnsemble(
            _features.Count, _features.ExpectedSquaredLength, space.Length * space.VocabularySize, structure, random);

        // From round to round the optimizer goes on with its moments: started afresh, its first steps would undo what was learned.
        _optimizer = optim.Adam(_ensemble.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
    }

    public NaoTrainingSummary Train(
        IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken) =>
        new FeedForwardTrainer(_space, _ensemble, _optimizer, _features, _structure, _options).Train(architectures, targets, epochs, random, cancellationToken);

    public IReadOnlyList<PredictedPerformance> Predict(IReadOnlyList<Architecture> architectures)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        FeedForwardNetworks networks = _ensemble.Open();
        Tensor predictions = networks.Predict(networks.Encode(_features.Compute(architectures)));
        float[] means = predictions.mean([0]).data<float>().ToArray();
        float[] deviations = predictions.std(0, false).data<float>().ToArray();
        return [.. means.Zip(deviations, (mean, deviation) => new PredictedPerformance(mean, deviation))];
    }

    public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers)
    {
        using var scope = NewDisposeScope();
        FeedForwardNetworks networks;
        Tensor start;
        using (no_grad())
        {
            networks = _ensemble.Open();
            start = networks.Encode(_features.Compute(seeds));
        }

        // Every prediction depends on one member and one row alone, so the gradient of the sum holds the gradient of each.
        Tensor embeddings = start.detach().requires_grad_();
        Tensor gradient = autograd.grad([networks.Predict(embeddings).sum()], [embeddings])[0];
        if (_options.NormalizeGradients)
        {
            gradient = UnitLength.Normalize(gradient);
        }

        using var noGradients = no_grad();
        Tensor moved = UnitLength.Normalize(start + (gradient * stepSize));
        float[] logits = networks.Decode(moved).data<float>().ToArray();
        var decoded = new List<Architecture>(samplers.Length * _structure.Members * seeds.Count);
        foreach (TokenSampler sampler in samplers)
        {
            Spell(logits, sampler, decoded);
        }

        return decoded;
    }

    public byte[] GetState() => ModelState.Save(_ensemble, _optimizer);

    public void SetState(byte[] state) => ModelState.Load(state, _ensemble, _optimizer);

    public void Dispose()
    {
        _optimizer.Dispose();
        _ensemble.Dispose();
    }

    private void Spell(float[] logits, TokenSampler sampler, List<Architecture> decoded)
    {
        var legal = new bool[_space.VocabularySize];
        for (int start = 0; start < logits.Length; start += _space.Length * legal.Length)
        {
            var tokens = new int[_space.Length];
            for (int position = 0; position < tokens.Length; position++)
            {
                _space.GetLegalTokens(tokens.AsSpan(0, position), legal);
                tokens[position] = sampler.Choose(logits.AsSpan(start + (position * legal.Length), legal.Length), legal);
            }

            decoded.Add(new Architecture(tokens));
        }
    }
}
