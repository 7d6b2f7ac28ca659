namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? threadSingleton;

    internal DisposeScope? Current;

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal static DisposeScope NewDisposeScope()
    {
        var manager = ThreadSingleton;
        return manager.Current = new DisposeScope(manager, manager.Current);
    }

    internal void Register(torch.Tensor tensor)
    {
        if (Current is { } scope)
        {
            StatisticsInstance.CreatedInScopeCount++;
            scope.Add(tensor);
        }
        else
        {
            StatisticsInstance.CreatedOutsideScopeCount++;
        }
    }

    // A scope that is disposed out of order takes the ones above it off the stack, but disposes of nothing in them.
    internal void Remove(DisposeScope scope)
    {
        for (var each = Current; each is not null; each = each.OuterScope)
        {
            if (ReferenceEquals(each, scope))
            {
                Current = scope.OuterScope;
                return;
            }
        }
    }
}
