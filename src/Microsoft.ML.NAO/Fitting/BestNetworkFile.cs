using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>
/// The network of a journal's best trial, in a file beside the journal: a search that is cancelled returns the best of all its runs, not only
/// of the last one.
/// </summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="journalPath">The journal.</param>
/// <param name="description">All that a trial's network depends on beside its architecture.</param>
/// <param name="space">The space of the architectures.</param>
/// <param name="objective">Which of two metrics is better.</param>
/// <param name="create">Creates the network of an architecture as trials do.</param>
/// <param name="channel">Takes a warning where the file cannot be written.</param>
internal sealed class BestNetworkFile<TNetwork>(
    string journalPath, string description, ArchitectureSpace space, Objective objective, Func<Architecture, TNetwork> create, IChannel channel)
    where TNetwork : torch.nn.Module
{
    private const string Ending = ".best";
    private static readonly byte[] Magic = "NAOBEST1"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly CheckpointFile _file = new(journalPath + Ending, Magic, "best network", description, "data, seed or options");
    private double? _metric;

    /// <summary>Puts a network down if it is better than the one that is there.</summary>
    public void Offer(EvaluatedNetwork<TNetwork> candidate)
    {
        lock (_gate)
        {
            _metric ??= Read(_ => { });
            if (!objective.IsBetter(candidate.Metric, _metric.Value))
            {
                return;
            }

            try
            {
                _file.Write(writer =>
                {
                    writer.Write(candidate.Metric);
                    writer.Write(space.Format(candidate.Architecture));
                    candidate.Network.save(writer);
                });
                _metric = candidate.Metric;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The search itself does not need it.
                channel.Warning(MessageSensitivity.None, $"The best network so far could not be kept beside the journal: {error.Message}");
            }
        }
    }

    /// <summary>The network that was put down; null where there is none of this search.</summary>
    public EvaluatedNetwork<TNetwork>? Load()
    {
        EvaluatedNetwork<TNetwork>? loaded = null;
        lock (_gate)
        {
            double metric = Read(reader =>
            {
                Architecture architecture = space.Parse(reader.ReadString());
                loaded = new EvaluatedNetwork<TNetwork>(architecture, NetworkFile.LoadWeights(reader, _ => create(architecture)), double.NaN);
            });
            return loaded is null ? null : loaded with { Metric = metric };
        }
    }

    // The metric of what is there; NaN where nothing is, or nothing that can be used.
    private double Read(Action<ContentReader> readOn)
    {
        try
        {
            using ContentReader? reader = _file.Read();
            if (reader is null)
            {
                return double.NaN;
            }

            double metric = reader.ReadDouble();
            readOn(reader);
            return metric;
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }
}
