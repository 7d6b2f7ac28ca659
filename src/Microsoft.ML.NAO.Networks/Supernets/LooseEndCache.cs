using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>What a part of a supernet has for each set of loose ends, made when it is first asked for. There are no more than the nodes have subsets.</summary>
internal sealed class LooseEndCache<T>(Func<ImmutableArray<int>, T> create)
{
    private readonly Dictionary<int, T> _entries = [];

    /// <summary>The entry for loose ends.</summary>
    public T Get(ImmutableArray<int> ends)
    {
        int key = ends.Aggregate(0, (bits, end) => bits | (1 << end));
        if (!_entries.TryGetValue(key, out T? entry))
        {
            _entries[key] = entry = create(ends);
        }

        return entry;
    }
}
