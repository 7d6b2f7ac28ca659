using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>
/// Lays lists and strings out in native memory for one call: in the caller's stack frame while there is room, else on
/// the native heap.
/// </summary>
internal unsafe ref struct Layout(byte* scratch)
{
    internal const int ScratchSize = 512;

    private int used;
    private List<nint>? blocks;

    internal void Store(in Arg argument, ref NativeValue value)
    {
        switch (argument.Reference)
        {
            case long[] items:
                value.Count = items.Length;
                value.Pointer = Copy<long>(items);
                break;
            case double[] items:
                value.Count = items.Length;
                value.Pointer = Copy<double>(items);
                break;
            case torch.Tensor?[] tensors:
                value.Count = tensors.Length;
                var handles = (nint*)Reserve(tensors.Length * sizeof(nint));
                value.Pointer = handles;
                for (int i = 0; i < tensors.Length; i++)
                {
                    handles[i] = tensors[i]?.Handle ?? 0;
                }

                break;
            case string text:
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                value.Count = bytes.Length;
                value.Pointer = Copy<byte>(bytes);
                break;
            case torch.Device device:
                value.Count = (int)device.type;
                value.Integer = argument.Bits;
                break;
            case torch.Generator generator:
                value.Pointer = (void*)generator.Handle;
                break;
            case Scalar scalar:
                value.Pointer = Copy<double>(new[] { scalar.Complex.Real, scalar.Complex.Imaginary });
                break;
            default:
                throw new ArgumentException($"A {argument.Reference!.GetType()} cannot be an operator's argument.");
        }
    }

    internal readonly void Free()
    {
        if (blocks is not null)
        {
            foreach (nint block in blocks)
            {
                NativeMemory.Free((void*)block);
            }
        }
    }

    private void* Copy<T>(scoped ReadOnlySpan<T> items)
        where T : unmanaged
    {
        void* target = Reserve(items.Length * sizeof(T));
        items.CopyTo(new Span<T>(target, items.Length));
        return target;
    }

    private void* Reserve(int size)
    {
        int start = used;
        if (start + size <= ScratchSize)
        {
            used = start + ((size + 7) & ~7);
            return scratch + start;
        }

        void* block = NativeMemory.Alloc((nuint)size);
        (blocks ??= []).Add((nint)block);
        return block;
    }
}
