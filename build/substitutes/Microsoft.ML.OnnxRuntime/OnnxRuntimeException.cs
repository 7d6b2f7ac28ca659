namespace Microsoft.ML.OnnxRuntime;

/// <summary>A failure that ONNX Runtime reported; the message starts with its error code.</summary>
public class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(ErrorCode code, string message)
        : base($"[ErrorCode:{code}] {message}")
    {
    }
}
