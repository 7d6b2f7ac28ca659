namespace Microsoft.ML.Runtime;

/// <summary>Adds where it happened to an exception before it is thrown.</summary>
public interface IExceptionContext
{
    string ContextDescription { get; }

    TException Process<TException>(TException ex)
        where TException : Exception;
}
