using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cpu() => Converted(dtype, CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException($"The device must be a CUDA device, and is '{device}'.", nameof(device));
            }

            return Converted(dtype, InitializeDevice(device ?? CUDA), nonBlocking: non_blocking);
        }

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(type, InitializeDevice(device), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(dtype, InitializeDevice(device), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            Tensor converted = Aten.to_dtype.Call(this, type, non_blocking, copy);
            DisposeIf(disposeAfter);
            return converted;
        }

        private Tensor Converted(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool nonBlocking = false)
        {
            // "cuda" means the current device, which is the first one.
            Device target = device.type == DeviceType.CUDA && device.index < 0 ? new Device(DeviceType.CUDA, 0) : device;
            Tensor converted = Aten.to_device.Call(this, target, type, nonBlocking, copy);
            DisposeIf(disposeAfter);
            return converted;
        }

        private void DisposeIf(bool disposeAfter)
        {
            if (disposeAfter)
            {
                Dispose();
            }
        }
    }

    internal static Tensor ToType(Tensor tensor, ScalarType? type)
    {
        if (type is not { } wanted || wanted == tensor.dtype)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to_type(wanted);
        }
    }

    private static Tensor unflatten_(Tensor input, long dim, long[] sizes)
    {
        long[] shape = input.shape;
        int position = (int)(dim < 0 ? dim + shape.Length : dim);
        return input.reshape([.. shape[..position], .. sizes, .. shape[(position + 1)..]]);
    }
}
