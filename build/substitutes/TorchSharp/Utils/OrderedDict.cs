using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that remembers the order in which its entries came.</summary>
internal sealed class OrderedDict<TKey, TValue> : IEnumerable<(TKey, TValue)>
    where TKey : notnull
{
    private readonly List<TKey> order = [];
    private readonly Dictionary<TKey, TValue> entries;

    internal OrderedDict(IEqualityComparer<TKey>? comparer = null) => entries = new(comparer);

    internal int Count => order.Count;

    internal IReadOnlyList<TKey> Keys => order;

    internal TValue this[TKey key]
    {
        get => entries[key];
        set
        {
            if (!entries.ContainsKey(key))
            {
                order.Add(key);
            }

            entries[key] = value;
        }
    }

    internal (TKey Key, TValue Value) At(int index) => (order[index], entries[order[index]]);

    internal bool ContainsKey(TKey key) => entries.ContainsKey(key);

    internal bool TryGetValue(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    internal bool TryAdd(TKey key, TValue value)
    {
        if (!entries.TryAdd(key, value))
        {
            return false;
        }

        order.Add(key);
        return true;
    }

    internal bool Remove(TKey key)
    {
        order.Remove(key);
        return entries.Remove(key);
    }

    internal void Clear()
    {
        order.Clear();
        entries.Clear();
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        // By index, because a parameter may be replaced while the entries are walked through.
        for (int i = 0; i < order.Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
