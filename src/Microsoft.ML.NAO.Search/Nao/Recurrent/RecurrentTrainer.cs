using Microsoft.ML.NAO.Architectures;
using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Trains encoder, performance predictor and decoder together on λ · (squared error of the prediction) + (1 − λ) · (cross-entropy
/// of the tokens), both means or both sums (<see cref="LossReduction"/>).
/// </summary>
/// <remarks>
/// Illegal tokens are masked in the cross-entropy as they are in decoding: the decoder spends nothing on learning what the
/// space knows, and what is trained is what decodes. (The authors leave them in.)
/// </remarks>
internal sealed class RecurrentTrainer(NaoOptions options)
{
    /// <summary>Trains a model until it has converged or the epochs are used up.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="architectures">The architectures.</param>
    /// <param name="targets">Their performance between 0 and 1; more is better.</param>
    /// <param name="epochs">The largest number of epochs.</param>
    /// <param name="random">Shuffles and draws symmetric forms. The weights' and dropout's randomness is libtorch's.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    public NaoTrainingSummary Train(
        RecurrentNetwork model, IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.Adam(model.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        Parameter[] parameters = [.. model.parameters()];
        var set = new TrainingSet(model.Space, architectures, targets, options, random);
        model.train();
        return EpochLoop.Run(set, options, epochs, random, batch => Step(model, optimizer, parameters, set, batch, random), cancellationToken);
    }

    private (double SquaredError, double CrossEntropy) Step(
        RecurrentNetwork model, optim.Optimizer optimizer, Parameter[] parameters, TrainingSet set, int[] indices, Random random)
    {
        using var scope = NewDisposeScope();
        var batch = new TokenBatch(model.Space, [.. set.Draw(indices, random)]);
        var pass = new RecurrentPass(model, batch);
        using Scalar impossible = float.NegativeInfinity;
        Tensor logits = pass.Logits.masked_fill(batch.Illegal, impossible);
        Tensor squaredError = nn.functional.mse_loss(pass.Prediction, tensor(set.Targets(indices)));
        Tensor crossEntropy = nn.functional.cross_entropy(logits.reshape(-1, model.Space.VocabularySize), batch.Tokens.reshape(-1));
        bool mean = options.LossReduction == LossReduction.Mean;
        using Scalar errorWeight = options.TradeOff * (mean ? 1 : indices.Length);
        using Scalar entropyWeight = (1 - options.TradeOff) * (mean ? 1 : indices.Length * model.Space.Length);
        Tensor loss = squaredError.mul(errorWeight) + crossEntropy.mul(entropyWeight);

        optimizer.zero_grad();
        pass.Backward(loss);
        nn.utils.clip_grad_norm_(parameters, options.GradientClip);
        optimizer.step();
        return (squaredError.item<float>(), crossEntropy.item<float>());
    }
}
