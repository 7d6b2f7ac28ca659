namespace Microsoft.ML.OnnxRuntime;

/// <summary>A value of ONNX Runtime that is only read.</summary>
public interface IReadOnlyOrtValue
{
    OnnxValueType OnnxType { get; }

    bool IsTensor { get; }

    OrtTensorTypeAndShapeInfo GetTensorTypeAndShape();

    ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged;

    string[] GetStringTensorAsArray();

    string GetStringElement(int index);
}
