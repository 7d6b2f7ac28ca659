using System.Collections.Concurrent;

namespace Microsoft.ML.Runtime;

/// <summary>The listeners of a root environment, by type of message.</summary>
internal sealed class MessageDispatcher
{
    private readonly ConcurrentDictionary<Type, Delegate> _listeners = new();

    public void AddListener<TMessage>(Action<IMessageSource, TMessage> listener)
        => _listeners.AddOrUpdate(typeof(TMessage), listener, (_, present) => Delegate.Combine(present, listener));

    public void RemoveListener<TMessage>(Action<IMessageSource, TMessage> listener)
        => _listeners.AddOrUpdate(typeof(TMessage), (Delegate)null, (_, present) => Delegate.Remove(present, listener));

    public void Dispatch<TMessage>(IMessageSource source, TMessage message)
    {
        if (_listeners.TryGetValue(typeof(TMessage), out Delegate listeners))
            (listeners as Action<IMessageSource, TMessage>)?.Invoke(source, message);
    }
}
