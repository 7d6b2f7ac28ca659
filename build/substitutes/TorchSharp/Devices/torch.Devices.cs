using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType != DeviceType.CUDA || Shim.ts_cuda_is_available() != 0;

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException(
                $"Torch device type {deviceType} did not initialise on the current machine: libtorch finds no usable CUDA device, or was built without CUDA.");
        }
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    public static partial class cuda
    {
        public static bool is_available() => Shim.ts_cuda_is_available() != 0;

        public static bool is_cudnn_available() => Shim.ts_cuda_cudnn_is_available() != 0;

        public static int device_count() => Shim.ts_cuda_device_count();

        public static void manual_seed(long seed) => Shim.Check(Shim.ts_cuda_manual_seed(seed, 0));

        public static void manual_seed_all(long seed) => Shim.Check(Shim.ts_cuda_manual_seed(seed, 1));

        public static void synchronize(Device? device = null) => Shim.Check(Shim.ts_cuda_synchronize(device?.index ?? -1));
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => Shim.ts_get_allow_tf32(0) != 0;
                    set => Shim.Check(Shim.ts_set_allow_tf32(0, value ? 1 : 0));
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Shim.ts_get_allow_tf32(1) != 0;
                set => Shim.Check(Shim.ts_set_allow_tf32(1, value ? 1 : 0));
            }
        }
    }
}
