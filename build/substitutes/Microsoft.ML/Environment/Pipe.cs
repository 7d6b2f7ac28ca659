namespace Microsoft.ML.Runtime;

internal class Pipe<TMessage> : IPipe<TMessage>, IMessageSource
{
    private readonly MessageDispatcher _dispatcher;
    private readonly string _shortName;
    private readonly string _parentShortName;
    private readonly string _parentFullName;

    public Pipe(MessageDispatcher dispatcher, string parentShortName, string parentFullName, string shortName)
    {
        _dispatcher = dispatcher;
        _parentShortName = parentShortName;
        _parentFullName = parentFullName;
        _shortName = shortName;
        FullName = string.IsNullOrEmpty(parentFullName) ? shortName : $"{parentFullName}; {shortName}";
    }

    public string FullName { get; }

    public string ContextDescription => FullName;

    public void Send(TMessage msg) => _dispatcher.Dispatch(this, msg);

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (ex != null)
        {
            ex.Data["Throwing component"] = _parentShortName;
            ex.Data["Parent component"] = _parentFullName;
            ex.Data["Phase"] = _shortName;
            ex.Data["ML_IsMarked"] = 1;
        }

        return ex;
    }

    public virtual void Dispose()
    {
    }
}
