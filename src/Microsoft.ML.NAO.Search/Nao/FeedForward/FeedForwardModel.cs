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

    public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, TokenSampler sampler)
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
            gradient = FeedForwardNetworks.ToUnitLength(gradient);
        }

        using var noGradients = no_grad();
        Tensor moved = FeedForwardNetworks.ToUnitLength(start + (gradient * stepSize));
        float[] logits = networks.Decode(moved).data<float>().ToArray();
        return Spell(logits, _structure.Members * seeds.Count, sampler);
    }

    public byte[] GetState() => ModelState.Save(_ensemble, _optimizer);

    public void SetState(byte[] state) => ModelState.Load(state, _ensemble, _optimizer);

    public void Dispose()
    {
        _optimizer.Dispose();
        _ensemble.Dispose();
    }

    private List<Architecture> Spell(float[] logits, int count, TokenSampler sampler)
    {
        var decoded = new List<Architecture>(count);
        var legal = new bool[_space.VocabularySize];
        for (int i = 0; i < count; i++)
        {
            var tokens = new int[_space.Length];
            for (int position = 0; position < tokens.Length; position++)
            {
                _space.GetLegalTokens(tokens.AsSpan(0, position), legal);
                var scores = logits.AsSpan(((i * tokens.Length) + position) * legal.Length, legal.Length);
                tokens[position] = sampler.Choose(scores, legal);
            }

            decoded.Add(new Architecture(tokens));
        }

        return decoded;
    }
}
