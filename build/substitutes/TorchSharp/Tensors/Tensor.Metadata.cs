using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Shim.ts_tensor_dim(Handle);

        public long ndim => Dimensions;

        public long NumberOfElements => Shim.ts_tensor_numel(Handle);

        public long ElementSize => Shim.ts_tensor_element_size(Handle);

        public ScalarType dtype => (ScalarType)Shim.ts_tensor_dtype(Handle);

        public DeviceType device_type => (DeviceType)Shim.ts_tensor_device_type(Handle);

        public int device_index => Shim.ts_tensor_device_index(Handle);

        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Shim.ts_tensor_is_sparse(Handle) != 0;

        public bool is_leaf => Shim.ts_tensor_is_leaf(Handle) != 0;

        public long[] shape => size();

        public Tensor T => Aten.numpy_T.Call(this);

        public Tensor mT => Aten.mT.Call(this);

        public bool requires_grad
        {
            get => Shim.ts_tensor_requires_grad(Handle) != 0;
            set => Shim.Check(Shim.ts_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_contiguous() => Shim.ts_tensor_is_contiguous(Handle) != 0;

        public bool is_nonzero()
        {
            if (numel() != 1)
            {
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            }

            return Aten.is_nonzero.CallBoolean(this);
        }

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* target = sizes)
            {
                Shim.ts_tensor_sizes(Handle, target);
            }

            return sizes;
        }

        public unsafe long size(int dim)
        {
            long count = Dimensions;
            long wrapped = dim < 0 ? dim + count : dim;
            if (wrapped < 0 || wrapped >= count)
            {
                // Let libtorch say it, in its own words.
                using Tensor _ = Aten.select_int.Call(this, dim, 0);
            }

            long* sizes = stackalloc long[(int)count];
            Shim.ts_tensor_sizes(Handle, sizes);
            return sizes[wrapped];
        }

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* target = strides)
            {
                Shim.Check(Shim.ts_tensor_strides(Handle, target));
            }

            return strides;
        }

        public long stride(int dim)
        {
            long[] strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public long storage_offset() => Shim.ts_tensor_storage_offset(Handle) is var offset and >= 0 ? offset : throw Shim.LastError();
    }

    public static long numel(Tensor input) => input.NumberOfElements;

    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    public static bool is_complex(Tensor input) => is_complex(input.dtype);

    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    public static bool is_tensor(object obj) => obj is Tensor;
}
