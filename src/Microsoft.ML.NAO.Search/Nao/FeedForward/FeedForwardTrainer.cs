using Microsoft.ML.NAO.Architectures;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>
/// Trains all members together on λ · (squared error of the prediction) + (1 − λ) · (cross-entropy of the tokens), a mean over the
/// architectures each, and summed over the members: each learns as if it were alone.
/// </summary>
internal sealed class FeedForwardTrainer(
    ArchitectureSpace space,
    FeedForwardEnsemble ensemble,
    optim.Optimizer optimizer,
    ArchitectureFeatures features,
    FeedForwardModelOptions structure,
    NaoOptions options)
{
    public NaoTrainingSummary Train(
        IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var set = new TrainingSet(space, architectures, targets, options, random);
        return EpochLoop.Run(set, options, epochs, random, batch => Step(set, batch, random), cancellationToken);
    }

    private (double SquaredError, double CrossEntropy) Step(TrainingSet set, int[] indices, Random random)
    {
        using var scope = NewDisposeScope();
        Architecture[] batch =
        [
            .. set.Draw(indices, random),
            .. Enumerable.Range(0, structure.UnlabeledArchitectures).Select(_ => space.Sample(random)),
        ];
        var tokens = new TokenBatch(space, batch);
        FeedForwardNetworks networks = ensemble.Open();
        Tensor embeddings = networks.Encode(features.Compute(batch));
        Tensor prediction = networks.Predict(embeddings.narrow(1, 0, indices.Length));
        Tensor logits = networks.Decode(embeddings)
            .reshape(structure.Members, batch.Length, space.Length, space.VocabularySize)
            .masked_fill(tokens.Illegal, float.NegativeInfinity);

        Tensor squaredError = (prediction - tensor(set.Targets(indices))).square().mean();
        Tensor crossEntropy = nn.functional.cross_entropy(
            logits.reshape(-1, space.VocabularySize), tokens.Tokens.expand(structure.Members, -1, -1).reshape(-1));
        Tensor loss = ((squaredError * options.TradeOff) + (crossEntropy * (1 - options.TradeOff))) * structure.Members;

        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return (squaredError.item<float>(), crossEntropy.item<float>());
    }
}
