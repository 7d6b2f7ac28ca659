namespace Microsoft.ML.OnnxRuntime;

/// <summary>The C API's <c>OrtErrorCode</c>.</summary>
internal enum ErrorCode
{
    Ok,
    Fail,
    InvalidArgument,
    NoSuchFile,
    NoModel,
    EngineError,
    RuntimeException,
    InvalidProtobuf,
    ModelLoaded,
    NotImplemented,
    InvalidGraph,
    ExecutionProviderFail,
}
