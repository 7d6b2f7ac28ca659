using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Turns the tensors of <see cref="NamedOnnxValue" /> into values for a run.</summary>
internal static class TensorInputs
{
    public static OrtValue Wrap(NamedOnnxValue input, TensorElementType expected)
    {
        if (input.Value is not TensorBase tensor)
        {
            throw new NotSupportedException($"Input '{input.Name}' is not a tensor. This substitute of ONNX Runtime takes tensors only.");
        }

        var actual = tensor.GetTypeInfo()?.ElementType;
        if (actual != expected)
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor element data type discovered: {actual} metadata expected: {expected}");
        }

        return tensor switch
        {
            Tensor<float> t => Wrap(t),
            Tensor<double> t => Wrap(t),
            Tensor<long> t => Wrap(t),
            Tensor<int> t => Wrap(t),
            Tensor<short> t => Wrap(t),
            Tensor<sbyte> t => Wrap(t),
            Tensor<ulong> t => Wrap(t),
            Tensor<uint> t => Wrap(t),
            Tensor<ushort> t => Wrap(t),
            Tensor<byte> t => Wrap(t),
            Tensor<bool> t => Wrap(t),
            Tensor<string> t => OrtValue.CreateFromStringTensor(t),
            _ => throw new NotSupportedException($"Input '{input.Name}' has elements of type {actual}, which this substitute of ONNX Runtime does not take."),
        };
    }

    private static OrtValue Wrap<T>(Tensor<T> tensor)
        where T : unmanaged
    {
        var memory = (tensor as DenseTensor<T> ?? tensor.ToDenseTensor()).Buffer;
        var shape = Array.ConvertAll(tensor.Dimensions.ToArray(), dimension => (long)dimension);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
    }
}
