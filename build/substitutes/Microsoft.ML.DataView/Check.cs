namespace Microsoft.ML;

/// <summary>Argument checks with the exception types that the real package throws.</summary>
internal static class Check
{
    public static void Param(bool condition, string name, string message = null)
    {
        if (!condition)
            throw message == null ? new ArgumentOutOfRangeException(name) : new ArgumentOutOfRangeException(name, message);
    }

    public static T Value<T>(T value, string name)
        where T : class
        => value ?? throw new ArgumentNullException(name);

    public static string NonEmpty(string value, string name)
        => string.IsNullOrEmpty(value) ? throw new ArgumentNullException(name) : value;
}
