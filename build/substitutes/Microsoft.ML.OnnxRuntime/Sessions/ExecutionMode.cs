namespace Microsoft.ML.OnnxRuntime;

/// <summary>Whether a session runs its nodes one by one.</summary>
public enum ExecutionMode
{
    ORT_SEQUENTIAL = 0,
    ORT_PARALLEL = 1,
}
