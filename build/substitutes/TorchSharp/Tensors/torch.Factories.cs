using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool integral = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        ScalarType type = dtype ?? (integral ? ScalarType.Int64 : get_default_dtype());
        return Finished(Aten.arange_start_step.Call(start, stop, step, type, Arg.None, InitializeDevice(device)), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        long width = columns == -1 ? rows : columns;
        return Finished(Aten.eye_m.Call(rows, width, dtype ?? get_default_dtype(), Arg.None, InitializeDevice(device)), requires_grad);
    }

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Aten.linspace.Call(start, end, steps, dtype ?? get_default_dtype(), Arg.None, InitializeDevice(device)), requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Aten.logspace.Call(start, end, steps, @base, dtype ?? get_default_dtype(), Arg.None, InitializeDevice(device)), requires_grad);

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var dimensions = new long[rawArray.Rank];
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = rawArray.GetLongLength(i);
        }

        return FromArray(rawArray, dimensions, TypeOf(rawArray.GetType().GetElementType()!), dtype, device, requires_grad, names);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    internal static Tensor Created(Operator create, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        RefuseNames(names);
        return Finished(create.Call(size.ToArray(), dtype ?? get_default_dtype(), Arg.None, InitializeDevice(device)), requires_grad);
    }

    private static Tensor Sampled(Operator sample, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names)
    {
        RefuseNames(names);
        return Finished(
            sample.Call(size.ToArray(), generator, dtype ?? get_default_dtype(), Arg.None, InitializeDevice(device)),
            requires_grad);
    }

    private static Tensor Filled(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        ScalarType type = dtype ?? (is_integral(value.Type) ? ScalarType.Int64 : get_default_dtype());
        return Finished(Aten.full.Call(size.ToArray(), value, type, Arg.None, InitializeDevice(device)), requires_grad);
    }

    private static Tensor FromArray(
        Array data, ReadOnlySpan<long> size, ScalarType original, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        RefuseNames(names);
        long total = 1;
        foreach (long length in size)
        {
            total *= length;
        }

        if (total != data.LongLength)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {total} vs. {data.LongLength}");
        }

        Tensor tensor = Created(Aten.empty_memory_format, size, original, CPU, false);
        Copy(data, tensor);
        ScalarType type = dtype ?? original;
        Device target = InitializeDevice(device);
        if (type != original || target.type != DeviceType.CPU)
        {
            using Tensor source = tensor;
            tensor = source.to(type, target);
        }

        return Finished(tensor, requires_grad);
    }

    private static unsafe void Copy(Array data, Tensor tensor)
    {
        long size = tensor.NumberOfElements * tensor.ElementSize;
        if (size == 0)
        {
            return;
        }

        GCHandle pinned = GCHandle.Alloc(data, GCHandleType.Pinned);
        Buffer.MemoryCopy((void*)pinned.AddrOfPinnedObject(), tensor.DataPointer, size, size);
        pinned.Free();
    }

    private static Tensor Finished(Tensor tensor, bool requires_grad)
    {
        if (requires_grad)
        {
            tensor.requires_grad = true;
        }

        return tensor;
    }

    private static void RefuseNames(string[]? names)
    {
        if (names is { Length: > 0 })
        {
            throw new NotSupportedException("This substitute for TorchSharp has no named dimensions. Leave 'names' out, or use the real package.");
        }
    }

    private static ScalarType TypeOf(Type element) => Type.GetTypeCode(element) switch
    {
        TypeCode.Boolean => ScalarType.Bool,
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        _ => throw new NotSupportedException($"Creating a tensor from an array of {element} is not supported."),
    };
}
