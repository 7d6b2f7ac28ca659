using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Measures what an architecture costs, before anything is trained: parameters, operations, latency, memory.</summary>
public interface IArchitectureMeasurer
{
    /// <summary>
    /// Measures an architecture. It is called once for each trial, and calls do not overlap. Whatever it throws makes the trial a failed
    /// one, except the cancellation that it was asked for.
    /// </summary>
    /// <param name="architecture">The architecture, legal and in canonical form.</param>
    /// <param name="cancellationToken">Ends a long measurement.</param>
    /// <returns>The figures by name, for example <c>Parameters</c>. Their units are the measurer's to say.</returns>
    IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken);
}
