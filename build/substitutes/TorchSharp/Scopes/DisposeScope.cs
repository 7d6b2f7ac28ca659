namespace TorchSharp;

/// <summary>Disposes of the tensors that were made in it.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;

    // A tensor knows its slot, so that joining and leaving a scope hash nothing. Slots that tensors left are null.
    private torch.Tensor?[] slots = new torch.Tensor?[16];
    private int used;
    private int live;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        OuterScope = outer;
    }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            var view = new List<IDisposable>(live);
            for (int i = 0; i < used; i++)
            {
                if (slots[i] is { } tensor)
                {
                    view.Add(tensor);
                }
            }

            return view;
        }
    }

    public int DisposablesCount => live;

    internal DisposeScope? OuterScope { get; }

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        MoveToOuter([disposable]);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        MoveToOuter([first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        MoveToOuter([first, second, third]);
        return (first, second, third);
    }

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            if (Owned(disposable) is { } tensor)
            {
                Remove(tensor);
                if (OuterScope is not null)
                {
                    OuterScope.Add(tensor);
                }
                else
                {
                    manager.StatisticsInstance.DetachedFromScopeCount++;
                }
            }
        }
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Detach([disposable]);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        Detach([first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        Detach([first, second, third]);
        return (first, second, third);
    }

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            if (Owned(disposable) is { } tensor)
            {
                Remove(tensor);
                manager.StatisticsInstance.DetachedFromScopeCount++;
            }
        }
    }

    public void DisposeEverything() => DisposeAllBut(null);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep) =>
        DisposeAllBut(new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance));

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut([first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut([first, second, third]);
        return (first, second, third);
    }

    public void Dispose()
    {
        DisposeEverything();
        manager.Remove(this);
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        manager.StatisticsInstance.DisposedInScopeCount++;
        if (Owned(disposable) is { } tensor)
        {
            Remove(tensor);
        }
    }

    public bool Contains(IDisposable disposable) => Owned(disposable) is not null;

    internal void Add(torch.Tensor tensor)
    {
        if (used == slots.Length)
        {
            MakeRoom();
        }

        tensor.OwningDisposeScope = this;
        tensor.ScopeSlot = used;
        slots[used++] = tensor;
        live++;
    }

    private void DisposeAllBut(HashSet<IDisposable>? keep)
    {
        var old = slots;
        int count = used;
        slots = [];
        used = live = 0;
        for (int i = 0; i < count; i++)
        {
            if (old[i] is not { } tensor)
            {
                continue;
            }

            if (keep is not null && keep.Contains(tensor))
            {
                Add(tensor);
                continue;
            }

            // No need to have the tensor call back.
            tensor.OwningDisposeScope = null;
            if (!tensor.IsInvalid)
            {
                manager.StatisticsInstance.DisposedInScopeCount++;
            }

            tensor.Dispose();
        }
    }

    private torch.Tensor? Owned(IDisposable disposable) =>
        disposable is torch.Tensor tensor && ReferenceEquals(tensor.OwningDisposeScope, this) ? tensor : null;

    private void Remove(torch.Tensor tensor)
    {
        slots[tensor.ScopeSlot] = null;
        tensor.OwningDisposeScope = null;
        live--;
    }

    // A long-lived scope in which tensors come and go must not grow: it closes its gaps before it takes more memory.
    private void MakeRoom()
    {
        if (live >= slots.Length / 2)
        {
            Array.Resize(ref slots, Math.Max(16, slots.Length * 2));
            return;
        }

        int next = 0;
        for (int i = 0; i < used; i++)
        {
            if (slots[i] is { } tensor)
            {
                tensor.ScopeSlot = next;
                slots[next++] = tensor;
            }
        }

        Array.Clear(slots, next, used - next);
        used = next;
    }
}
