using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// An encoder, a performance predictor and a decoder, or several of each, that are trained together (Luo et al., NeurIPS 2018,
/// section 3.2).
/// </summary>
internal interface INaoModel : IDisposable
{
    /// <summary>Trains the model on architectures and their performance.</summary>
    /// <param name="architectures">The architectures.</param>
    /// <param name="targets">Their performance, more is better, scaled by <see cref="TargetScaler"/>.</param>
    /// <param name="epochs">The largest number of epochs.</param>
    /// <param name="random">Shuffles and draws symmetric forms. The weights' and dropout's randomness is libtorch's.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    NaoTrainingSummary Train(IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken);

    /// <summary>Predicts the performance of architectures, on the scale of the targets.</summary>
    IReadOnlyList<PredictedPerformance> Predict(IReadOnlyList<Architecture> architectures);

    /// <summary>
    /// The architectures that decode from one step along the gradient of the predicted performance (section 3.3, equation 2); each
    /// is legal. A model with several members moves and decodes with each of them.
    /// </summary>
    /// <param name="seeds">Where the steps start.</param>
    /// <param name="stepSize">η. With 0 the decoders reconstruct the seed architectures.</param>
    /// <param name="samplers">Each chooses the tokens of one decoding of all that the step leads to.</param>
    /// <returns>The architectures of the first decoding, then those of the next.</returns>
    IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers);

    /// <summary>A copy of all weights, and of what else the next round's training goes on from, that can outlive the tensors.</summary>
    byte[] GetState();

    /// <summary>Puts back what <see cref="GetState"/> took from a model of the same shape.</summary>
    /// <exception cref="InvalidDataException">It is that of a model of another shape, or damaged.</exception>
    void SetState(byte[] state);
}
