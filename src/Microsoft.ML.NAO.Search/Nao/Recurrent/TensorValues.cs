using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>Looks into tensors where a pass over their values by hand is faster than libtorch's operations.</summary>
internal static class TensorValues
{
    /// <summary>The values of a contiguous tensor in the host's memory, to read and to write, as long as the tensor lives.</summary>
    public static Span<float> GetValues(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
