using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they came.</summary>
public class ModuleDict<T> : torch.nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : torch.nn.Module
{
    private readonly OrderedDict<string, T> entries = new();
    private bool registered;

    public ModuleDict()
        : base("ModuleDict")
    {
    }

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. entries.Keys];

    public ICollection<T> Values => [.. values()];

    public T this[string key]
    {
        get => entries[key];
        set => entries[key] = value;
    }

    public (string, T) this[int index]
    {
        get => entries.At(index);
        set => entries[value.Item1] = value.Item2;
    }

    public IEnumerable<string> keys() => entries.Keys;

    public IEnumerable<T> values() => entries.Select(entry => entry.Item2);

    public IEnumerator<(string, T)> items() => entries.GetEnumerator();

    public IEnumerator<(string, T)> GetEnumerator() => entries.GetEnumerator();

    public void Add(string key, T value)
    {
        if (!entries.TryAdd(key, value))
        {
            throw new ArgumentException($"There is an entry '{key}' already.", nameof(key));
        }
    }

    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    public bool Remove(string key) => entries.Remove(key);

    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<string, T> item) => Contains(item) && Remove(item.Key);

    public void RemoveAt(int index) => entries.Remove(entries.At(index).Key);

    public void Clear() => entries.Clear();

    public void clear() => Clear();

    public bool ContainsKey(string key) => entries.ContainsKey(key);

    public bool Contains((string, T) item) => TryGetValue(item.Item1, out T? found) && ReferenceEquals(found, item.Item2);

    public bool Contains(KeyValuePair<string, T> item) => Contains((item.Key, item.Value));

    public int IndexOf((string, T) item) => Contains(item) ? entries.Keys.ToList().IndexOf(item.Item1) : -1;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    public void CopyTo((string, T)[] array, int arrayIndex) => entries.ToList().CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) =>
        entries.Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)).ToList().CopyTo(array, arrayIndex);

    void IList<(string, T)>.Insert(int index, (string, T) item)
    {
        if (index != entries.Count)
        {
            throw new NotSupportedException("Entries are in the order in which they were added. Insert at the end, or clear and add anew.");
        }

        Add(item);
    }

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        entries.Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (registered)
        {
            return;
        }

        foreach (var (name, value) in entries)
        {
            register_module(name, value);
        }

        registered = true;
    }
}
