using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Measures what the network costs that would be served with an architecture, before it is trained.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="create">Creates the network, with any weights. It is disposed of.</param>
/// <param name="count">Counts its costs, by the names of <see cref="NetworkMeasurer"/>.</param>
/// <param name="getLatency">Runs it as it is served; null where nobody asks for its latency.</param>
internal sealed class FinalNetworkMeasurer<TNetwork>(
    Func<Architecture, TNetwork> create,
    Func<TNetwork, Dictionary<string, double>> count,
    Func<TNetwork, CancellationToken, TimeSpan>? getLatency) : IArchitectureMeasurer
    where TNetwork : IDisposable
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken)
    {
        using TNetwork network = create(architecture);
        Dictionary<string, double> measures = count(network);
        if (getLatency is not null)
        {
            measures[NetworkMeasurer.Latency] = getLatency(network, cancellationToken).TotalMilliseconds;
        }

        return measures;
    }
}
