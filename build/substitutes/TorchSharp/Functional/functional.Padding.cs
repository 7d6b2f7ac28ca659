using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = (PaddingModes)4, double value = 0) =>
                functional.pad(input, [pad], mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = (PaddingModes)4, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = (PaddingModes)4, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = (PaddingModes)4, double value = 0) =>
                Aten.pad.Call(input, pad, Name(mode), mode is PaddingModes.Constant or PaddingModes.Zeros ? value : Arg.None);
        }
    }
}
