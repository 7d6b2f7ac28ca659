namespace Microsoft.ML.NAO.Nao;

/// <summary>What candidates are compared by, so that a search learns about what it does not know while it uses what it knows.</summary>
public enum Acquisition
{
    /// <summary>
    /// The prediction of one member, drawn anew for each round (Thompson, 1933): as often as a member believes in an architecture that
    /// the others do not, it is tried. The proposals of a round are those of this member, of the next one, and so on in turn. A model
    /// without members has one prediction to go by.
    /// </summary>
    ThompsonSampling,

    /// <summary>The mean of the members' predictions and <see cref="NaoOptions.Exploration"/> times their standard deviation.</summary>
    UpperConfidenceBound,
}
