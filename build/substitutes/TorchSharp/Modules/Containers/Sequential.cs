using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Calls its modules one after the other, and disposes of what lies between them.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> entries = [];

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
        {
            append(name, module);
        }
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
        {
            append(module);
        }
    }

    public int Count => entries.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => entries[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? entries.Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(entries.Count), index.End.GetOffset(entries.Count));

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        entries.Add((name, module));
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(entries.Count.ToString(), module);

    public override Tensor forward(Tensor tensor)
    {
        // With no modules, a fresh handle to the input.
        if (entries.Count == 0)
        {
            return tensor.alias();
        }

        Tensor current = entries[0].Module.call(tensor);
        for (int i = 1; i < entries.Count; i++)
        {
            using Tensor previous = current;
            current = entries[i].Module.call(previous);
        }

        return current;
    }

    public override IEnumerable<(string name, nn.Module module)> named_children()
    {
        foreach (var (name, module) in entries)
        {
            yield return (name, (nn.Module)module);
        }
    }

    public override IEnumerable<(string name, nn.Module module)> named_modules()
    {
        foreach (var child in named_children())
        {
            yield return child;
        }

        foreach (var (name, module) in named_children())
        {
            foreach (var (inner, nested) in module.named_modules())
            {
                yield return ($"{name}.{inner}", nested);
            }
        }
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (name, module) in recurse ? named_children() : [])
        {
            foreach (var (inner, parameter) in module.named_parameters(true))
            {
                if (seen.Add(parameter))
                {
                    yield return ($"{name}.{inner}", parameter);
                }
            }
        }
    }

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
    {
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (name, module) in recurse ? named_children() : [])
        {
            foreach (var (inner, buffer) in module.named_buffers(true, include_persistent))
            {
                if (seen.Add(buffer))
                {
                    yield return ($"{name}.{inner}", buffer);
                }
            }
        }
    }

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var (_, module) in named_children())
        {
            module.apply(fn);
        }

        fn(this);
        return this;
    }

    public override void train(bool on = true) => base.train(on);

    public override void eval() => train(false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, module) in named_children())
            {
                module.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > entries.Count)
        {
            throw new IndexOutOfRangeException($"{start} is not a valid index.");
        }

        if (end < 0 || end > entries.Count)
        {
            throw new IndexOutOfRangeException($"{end} is not a valid index.");
        }

        Sequential slice = Empty();
        foreach (var (name, module) in entries.Take(end).Skip(start))
        {
            slice.append(name, module);
        }

        return slice;
    }

    /// <summary>An empty one: the constructors are for subclasses.</summary>
    internal static Sequential Empty() => new(Array.Empty<nn.Module<Tensor, Tensor>>());
}
