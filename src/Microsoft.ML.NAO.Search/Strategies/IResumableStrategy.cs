using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies;

/// <summary>
/// A strategy that can put down what it has learned, so that a study that goes on need not let it learn all of it again. Worth it where
/// proposing takes longer than reading: any other strategy is resumed by replaying its proposals and outcomes.
/// </summary>
public interface IResumableStrategy : ISearchStrategy
{
    /// <summary>Puts down the state, without the proposals and outcomes that led to it.</summary>
    byte[] SaveState();

    /// <summary>
    /// Brings a strategy that has just been created to where another one was when it put down its state. It then proposes what that one
    /// would have.
    /// </summary>
    /// <param name="state">What <see cref="SaveState"/> put down.</param>
    /// <param name="proposed">All that it had proposed by then, in order.</param>
    /// <param name="observed">All trials that were observed by then, in order, those of architectures that it had not proposed included.</param>
    /// <exception cref="InvalidDataException">
    /// The state is damaged, or is that of a strategy with other options. The strategy must not be used any more.
    /// </exception>
    void RestoreState(byte[] state, IReadOnlyList<Architecture> proposed, IReadOnlyList<Trial> observed);
}
