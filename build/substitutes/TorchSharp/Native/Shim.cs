using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Native;

/// <summary>The C functions of the shim. What only reads a field of a live tensor goes without a GC transition.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "TorchSharpSubstitute";

    [DllImport(Library)] internal static extern byte* ts_last_error();
    [DllImport(Library)] internal static extern void ts_free(void* memory);
    [DllImport(Library)] internal static extern byte* ts_version();

    [DllImport(Library)] internal static extern nint ts_operator_find(byte* name, byte* overload);
    [DllImport(Library)] internal static extern int ts_operator_call(nint op, NativeValue* arguments, int argumentCount, NativeValue* results, int resultCapacity);

    [DllImport(Library)] internal static extern void ts_tensor_free(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long ts_tensor_dim(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long ts_tensor_numel(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int ts_tensor_dtype(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long ts_tensor_element_size(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int ts_tensor_device_type(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int ts_tensor_device_index(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int ts_tensor_is_contiguous(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int ts_tensor_is_sparse(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern void ts_tensor_sizes(nint tensor, long* sizes);
    [DllImport(Library)] internal static extern int ts_tensor_strides(nint tensor, long* strides);
    [DllImport(Library)] internal static extern long ts_tensor_storage_offset(nint tensor);
    [DllImport(Library)] internal static extern void* ts_tensor_data(nint tensor, int* failed);

    [DllImport(Library)] internal static extern int ts_tensor_requires_grad(nint tensor);
    [DllImport(Library)] internal static extern int ts_tensor_set_requires_grad(nint tensor, int requiresGrad);
    [DllImport(Library)] internal static extern int ts_tensor_is_leaf(nint tensor);
    [DllImport(Library)] internal static extern nint ts_tensor_grad(nint tensor);
    [DllImport(Library)] internal static extern int ts_tensor_set_grad(nint tensor, nint grad);
    [DllImport(Library)] internal static extern int ts_autograd_backward(nint* tensors, long tensorCount, nint* gradients, long gradientCount, int retainGraph, int createGraph, nint* inputs, long inputCount);
    [DllImport(Library)] internal static extern int ts_autograd_grad(nint* outputs, long outputCount, nint* inputs, long inputCount, nint* gradients, long gradientCount, int retainGraph, int createGraph, int allowUnused, nint* results);
    [DllImport(Library)] internal static extern int ts_grad_mode_enabled();
    [DllImport(Library)] internal static extern void ts_grad_mode_set(int enabled);

    [DllImport(Library)] internal static extern nint ts_generator_new(ulong seed, int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern nint ts_generator_default();
    [DllImport(Library)] internal static extern void ts_generator_free(nint generator);
    [DllImport(Library)] internal static extern int ts_generator_manual_seed(nint generator, ulong seed);
    [DllImport(Library)] internal static extern long ts_generator_initial_seed(nint generator);
    [DllImport(Library)] internal static extern nint ts_generator_get_state(nint generator);
    [DllImport(Library)] internal static extern int ts_generator_set_state(nint generator, nint state);
    [DllImport(Library)] internal static extern int ts_manual_seed(ulong seed);

    [DllImport(Library)] internal static extern int ts_cuda_manual_seed(long seed, int allDevices);
    [DllImport(Library)] internal static extern int ts_cuda_is_available();
    [DllImport(Library)] internal static extern int ts_cuda_device_count();
    [DllImport(Library)] internal static extern int ts_cuda_cudnn_is_available();
    [DllImport(Library)] internal static extern int ts_cuda_synchronize(long deviceIndex);

    [DllImport(Library)] internal static extern int ts_get_num_threads();
    [DllImport(Library)] internal static extern int ts_set_num_threads(int count);
    [DllImport(Library)] internal static extern int ts_get_num_interop_threads();
    [DllImport(Library)] internal static extern int ts_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int ts_get_allow_tf32(int library);
    [DllImport(Library)] internal static extern int ts_set_allow_tf32(int library, int allow);

    /// <summary>The message of the last failure on this thread, as the exception that the real TorchSharp throws.</summary>
    internal static ExternalException LastError() => new(Marshal.PtrToStringUTF8((nint)ts_last_error()));

    /// <summary>Throws what libtorch said where a function reports a failure by a negative number.</summary>
    internal static void Check(int status)
    {
        if (status < 0)
        {
            throw LastError();
        }
    }

    /// <summary>Throws what libtorch said where a function reports a failure by a null handle.</summary>
    internal static nint Check(nint handle) => handle != 0 ? handle : throw LastError();

    [ModuleInitializer]
    internal static void UseHelpfulResolver() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        try
        {
            return NativeLibrary.Load(name, assembly, path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(
                "TorchSharp's native part, libTorchSharpSubstitute.so, could not be loaded. Reference the package TorchSharp-cpu or " +
                "TorchSharp-cuda-linux, and see that the libtorch it was built with is still installed. " + error.Message,
                error);
        }
    }
}
