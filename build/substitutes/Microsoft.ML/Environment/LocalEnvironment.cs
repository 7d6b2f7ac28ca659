using Microsoft.ML.Hashing;

namespace Microsoft.ML.Runtime;

/// <summary>An environment of this process: the root when it has no parent, a component's host otherwise.</summary>
internal sealed class LocalEnvironment : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly object _lock = new();
    private readonly List<WeakReference<LocalEnvironment>> _children = [];
    private readonly MessageDispatcher _dispatcher;
    private readonly string _shortName;
    private readonly string _parentFullName;
    private readonly bool _isRoot;
    private readonly Dictionary<string, object> _options = [];

    public LocalEnvironment(int? seed = null)
    {
        _isRoot = true;
        Seed = seed;
        Rand = seed == null ? TauswortheHybrid.Create() : new TauswortheHybrid(seed.Value);
        _dispatcher = new MessageDispatcher();
        ComponentCatalog = new ComponentCatalog();
        TempFilePath = Path.GetTempPath();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random rand)
    {
        _shortName = name;
        _parentFullName = parent.FullName;
        _dispatcher = parent._dispatcher;
        _options = parent._options;
        Seed = parent.Seed;
        Rand = rand;
        ComponentCatalog = parent.ComponentCatalog;
        TempFilePath = parent.TempFilePath;
        GpuDeviceId = parent.GpuDeviceId;
        FallbackToCpu = parent.FallbackToCpu;
        IsCanceled = parent.IsCanceled;
    }

    public int? Seed { get; }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string TempFilePath { get; set; }

    public int? GpuDeviceId { get; set; }

    public bool FallbackToCpu { get; set; }

    public bool IsCanceled { get; private set; }

    public string ContextDescription => "HostEnvironment";

    private string FullName => string.IsNullOrEmpty(_parentFullName) ? _shortName : $"{_parentFullName}; {_shortName}";

    public void AddListener(Action<IMessageSource, ChannelMessage> listener) => _dispatcher.AddListener(listener);

    public void RemoveListener(Action<IMessageSource, ChannelMessage> listener) => _dispatcher.RemoveListener(listener);

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_lock)
        {
            _children.RemoveAll(child => !child.TryGetTarget(out _));
            Random rand = seed == null ? new TauswortheHybrid(Rand) : new TauswortheHybrid(seed.Value);
            var host = new LocalEnvironment(this, name, rand);
            _children.Add(new WeakReference<LocalEnvironment>(host));
            return host;
        }
    }

    public IChannel Start(string name) => new Channel(_dispatcher, _shortName, FullName, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(_dispatcher, _shortName, FullName, name);

    public IProgressChannel StartProgressChannel(string name)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        return new ProgressChannel();
    }

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (ex != null)
        {
            ex.Data["Throwing component"] = _isRoot ? "Environment" : _shortName;
            if (!_isRoot)
                ex.Data["Parent component"] = _parentFullName;
            ex.Data["ML_IsMarked"] = 1;
        }

        return ex;
    }

    public void CancelExecution()
    {
        lock (_lock)
        {
            foreach (WeakReference<LocalEnvironment> child in _children)
            {
                if (child.TryGetTarget(out LocalEnvironment host))
                    host.CancelExecution();
            }

            _children.Clear();
            IsCanceled = true;
        }
    }

    public bool TryAddOption<T>(string name, T value)
    {
        CheckOptionName(name);
        return _options.TryAdd(name, value);
    }

    public void SetOption<T>(string name, T value)
    {
        CheckOptionName(name);
        _options[name] = value;
    }

    public bool TryGetOption<T>(string name, out T value)
    {
        CheckOptionName(name);
        if (_options.TryGetValue(name, out object present) && present is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }

    public T GetOptionOrDefault<T>(string name)
    {
        CheckOptionName(name);
        if (!_options.TryGetValue(name, out object value))
            _options[name] = value = default(T);
        return (T)value;
    }

    public bool RemoveOption(string name)
    {
        CheckOptionName(name);
        return _options.Remove(name);
    }

    private static void CheckOptionName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentNullException(nameof(name));
    }
}
