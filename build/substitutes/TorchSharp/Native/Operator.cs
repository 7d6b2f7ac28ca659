using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>
/// One of libtorch's operators. It is looked up at its first call, so that an operator which a version of libtorch
/// lacks hurts nobody who doesn't call it. Arguments left out at the end take libtorch's defaults.
/// </summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    // The schemas with the most results that are used here have five.
    private const int MaxResults = 6;

    // libtorch's names of operators that change their first argument end in an underscore; those of Python's operators in two.
    private readonly bool inPlace = name.EndsWith('_') && !name.EndsWith("__", StringComparison.Ordinal);

    private nint handle;

    internal torch.Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        if (!inPlace)
        {
            return new torch.Tensor((nint)result.Pointer);
        }

        Shim.ts_tensor_free((nint)result.Pointer);
        return Unsafe.As<torch.Tensor>(arguments[0].Reference!);
    }

    internal void CallVoid(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaxResults];
        int count = Invoke(arguments, results, MaxResults);
        for (int i = 0; i < count; i++)
        {
            if (results[i].Tag == ValueTag.Tensor)
            {
                Shim.ts_tensor_free((nint)results[i].Pointer);
            }
        }
    }

    internal (torch.Tensor, torch.Tensor) CallPair(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (ToTensor(results[0])!, ToTensor(results[1])!);
    }

    internal (torch.Tensor, torch.Tensor, torch.Tensor) CallTriple(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (ToTensor(results[0])!, ToTensor(results[1])!, ToTensor(results[2])!);
    }

    internal torch.Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        var tensors = new torch.Tensor[result.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new torch.Tensor(((nint*)result.Pointer)[i]);
        }

        Shim.ts_free(result.Pointer);
        return tensors;
    }

    internal bool CallBoolean(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result.Integer != 0;
    }

    internal Scalar CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        if (result.Tag != ValueTag.Complex)
        {
            return new Scalar(result.Tag, result.Integer);
        }

        var parts = (double*)result.Pointer;
        var value = new System.Numerics.Complex(parts[0], parts[1]);
        Shim.ts_free(result.Pointer);
        return new Scalar(value);
    }

    private static torch.Tensor? ToTensor(NativeValue value) =>
        value.Tag == ValueTag.Tensor && value.Pointer != null ? new torch.Tensor((nint)value.Pointer) : null;

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> arguments, NativeValue* results, int capacity)
    {
        nint found = handle;
        if (found == 0)
        {
            found = Find();
        }

        NativeValue* values = stackalloc NativeValue[arguments.Length];
        byte* scratch = stackalloc byte[Layout.ScratchSize];
        var layout = new Layout(scratch);
        for (int i = 0; i < arguments.Length; i++)
        {
            ref readonly Arg argument = ref arguments[i];
            values[i].Tag = argument.Tag;
            if (argument.Tag == ValueTag.Tensor)
            {
                values[i].Pointer = (void*)Unsafe.As<torch.Tensor>(argument.Reference!).Handle;
            }
            else if (argument.Reference is null)
            {
                values[i].Integer = argument.Bits;
            }
            else
            {
                layout.Store(argument, ref values[i]);
            }
        }

        int count = Shim.ts_operator_call(found, values, arguments.Length, results, capacity);
        layout.Free();
        if (count < 0)
        {
            ThrowLastError();
        }

        return count;
    }

    [DoesNotReturn]
    private static void ThrowLastError() => throw Shim.LastError();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint Find()
    {
        fixed (byte* nativeName = Encoding.UTF8.GetBytes(name + '\0'))
        fixed (byte* nativeOverload = Encoding.UTF8.GetBytes(overload + '\0'))
        {
            return handle = Shim.Check(Shim.ts_operator_find(nativeName, nativeOverload));
        }
    }
}
