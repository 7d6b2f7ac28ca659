using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Checks with the exception types and messages that the real package throws.</summary>
internal static class Contracts
{
    public static void CheckValue<T>(T value, string paramName)
        where T : class
    {
        if (value is null)
            throw Mark(new ArgumentNullException(paramName));
    }

    public static void CheckValue<T>(this IExceptionContext context, T value, string paramName)
        where T : class
    {
        if (value is null)
            throw Process(new ArgumentNullException(paramName), context);
    }

    public static string CheckNonEmpty(string value, string paramName) => CheckNonEmpty(null, value, paramName);

    public static string CheckNonEmpty(this IExceptionContext context, string value, string paramName)
        => string.IsNullOrEmpty(value) ? throw ExceptParam(context, paramName, $"{paramName} cannot be null or empty") : value;

    public static void CheckNonEmpty<T>(this IExceptionContext context, IReadOnlyCollection<T> values, string paramName)
    {
        if (values is null || values.Count == 0)
            throw ExceptParam(context, paramName, $"{paramName} cannot be null or empty");
    }

    public static string CheckNonWhiteSpace(this IExceptionContext context, string value, string paramName)
        => string.IsNullOrWhiteSpace(value) ? throw ExceptParam(context, paramName, $"{paramName} cannot be null or white space") : value;

    public static void CheckParam(bool condition, string paramName, string message = null)
        => CheckParam(null, condition, paramName, message);

    public static void CheckParam(this IExceptionContext context, bool condition, string paramName, string message = null)
    {
        if (!condition)
            throw Process(message == null ? new ArgumentOutOfRangeException(paramName) : new ArgumentOutOfRangeException(paramName, message), context);
    }

    /// <summary>For what a user sets in an options object.</summary>
    public static void CheckUserArg(this IExceptionContext context, bool condition, string name, string message = null)
        => CheckParam(context, condition, name, message);

    public static void Check(bool condition, string message = null) => Check(null, condition, message);

    public static void Check(this IExceptionContext context, bool condition, string message = null)
    {
        if (!condition)
            throw Process(message == null ? new InvalidOperationException() : new InvalidOperationException(message), context);
    }

    public static void CheckDecode(this IExceptionContext context, bool condition, string message)
    {
        if (!condition)
            throw ExceptDecode(context, message);
    }

    /// <summary>Stops work that was canceled.</summary>
    public static void CheckAlive(this IHostEnvironment env)
    {
        if (env is ICancelable { IsCanceled: true })
            throw Process(new OperationCanceledException("Operation was canceled."), env);
    }

    public static InvalidOperationException Except(string message) => Mark(new InvalidOperationException(message));

    public static InvalidOperationException Except(this IExceptionContext context, string message)
        => Process(new InvalidOperationException(message), context);

    public static InvalidOperationException Except(this IExceptionContext context, Exception inner, string message)
        => Process(new InvalidOperationException(message, inner), context);

    public static ArgumentOutOfRangeException ExceptParam(string paramName, string message)
        => Mark(new ArgumentOutOfRangeException(paramName, message));

    public static ArgumentOutOfRangeException ExceptParam(this IExceptionContext context, string paramName, string message)
        => Process(new ArgumentOutOfRangeException(paramName, message), context);

    public static ArgumentOutOfRangeException ExceptUserArg(this IExceptionContext context, string name, string message)
        => ExceptParam(context, name, message);

    public static FormatException ExceptDecode(string message) => Mark(new FormatException(message));

    public static FormatException ExceptDecode(this IExceptionContext context, string message)
        => Process(new FormatException(message), context);

    public static FormatException ExceptDecode(this IExceptionContext context, Exception inner, string message)
        => Process(new FormatException(message, inner), context);

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(
        this IExceptionContext context, string paramName, string columnRole, string columnName)
        => ExceptParam(context, paramName, $"Could not find {columnRole} column '{columnName}'");

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(
        this IExceptionContext context, string paramName, string columnRole, string columnName, string expectedType, string actualType)
        => ExceptParam(context, paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");

    private static TException Process<TException>(TException exception, IExceptionContext context)
        where TException : Exception
        => context == null ? Mark(exception) : context.Process(exception);

    private static TException Mark<TException>(TException exception)
        where TException : Exception
    {
        exception.Data["ML_IsMarked"] = 1;
        return exception;
    }
}
