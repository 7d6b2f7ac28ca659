namespace Microsoft.ML;

/// <summary>Calls a generic method for a type that is known only at run time: pass the method for any type.</summary>
internal static class Generic
{
    public static void Invoke<T1>(Action<T1> method, Type type, T1 a) => For(method, type)(a);

    public static void Invoke<T1, T2>(Action<T1, T2> method, Type type, T1 a, T2 b) => For(method, type)(a, b);

    public static void Invoke<T1, T2, T3>(Action<T1, T2, T3> method, Type type, T1 a, T2 b, T3 c) => For(method, type)(a, b, c);

    public static TResult Invoke<TResult>(Func<TResult> method, Type type) => For(method, type)();

    public static TResult Invoke<T1, TResult>(Func<T1, TResult> method, Type type, T1 a) => For(method, type)(a);

    public static TResult Invoke<T1, T2, TResult>(Func<T1, T2, TResult> method, Type type, T1 a, T2 b) => For(method, type)(a, b);

    public static TResult Invoke<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> method, Type type, T1 a, T2 b, T3 c)
        => For(method, type)(a, b, c);

    public static TResult Invoke<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> method, Type type, T1 a, T2 b, T3 c, T4 d)
        => For(method, type)(a, b, c, d);

    /// <summary>The same delegate over the same target, with the method's type argument replaced.</summary>
    public static TDelegate For<TDelegate>(TDelegate method, params Type[] types)
        where TDelegate : Delegate
        => (TDelegate)method.Method.GetGenericMethodDefinition().MakeGenericMethod(types).CreateDelegate(typeof(TDelegate), method.Target);
}
