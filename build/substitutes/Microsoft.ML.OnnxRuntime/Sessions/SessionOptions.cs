using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How a session loads and runs its model.</summary>
public class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private bool _enableProfiling;
    private string _optimizedModelFilePath = string.Empty;
    private string _logId = string.Empty;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    public SessionOptions()
        : base(OrtApi.Create(OrtApiEntry.CreateSessionOptions), ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            OrtApi.Call(value ? OrtApiEntry.EnableMemPattern : OrtApiEntry.DisableMemPattern, handle);
            _enableMemoryPattern = value;
        }
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            OrtApi.Call(value ? OrtApiEntry.EnableCpuMemArena : OrtApiEntry.DisableCpuMemArena, handle);
            _enableCpuMemArena = value;
        }
    }

    /// <summary>Takes effect when <see cref="EnableProfiling" /> is set.</summary>
    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (value)
            {
                NativeText.Set(OrtApiEntry.EnableProfiling, handle, ProfileOutputPathPrefix);
            }
            else
            {
                OrtApi.Call(OrtApiEntry.DisableProfiling, handle);
            }

            _enableProfiling = value;
        }
    }

    public string OptimizedModelFilePath
    {
        get => _optimizedModelFilePath;
        set
        {
            if (value == _optimizedModelFilePath)
            {
                return;
            }

            NativeText.Set(OrtApiEntry.SetOptimizedModelFilePath, handle, value);
            _optimizedModelFilePath = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            NativeText.Set(OrtApiEntry.SetSessionLogId, handle, value);
            _logId = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            OrtApi.Call(OrtApiEntry.SetSessionLogSeverityLevel, handle, (int)value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            OrtApi.Call(OrtApiEntry.SetSessionLogVerbosityLevel, handle, value);
            _logVerbosityLevel = value;
        }
    }

    /// <summary>Threads inside one operation; 0 lets ONNX Runtime take one per core.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            OrtApi.Call(OrtApiEntry.SetIntraOpNumThreads, handle, value);
            _intraOpNumThreads = value;
        }
    }

    /// <summary>Threads across operations, used where <see cref="ExecutionMode" /> is parallel.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            OrtApi.Call(OrtApiEntry.SetInterOpNumThreads, handle, value);
            _interOpNumThreads = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            OrtApi.Call(OrtApiEntry.SetSessionGraphOptimizationLevel, handle, (int)value);
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            OrtApi.Call(OrtApiEntry.SetSessionExecutionMode, handle, (int)value);
            _executionMode = value;
        }
    }

    internal nint Pointer => handle;

    public static SessionOptions MakeSessionOptionWithCudaProvider(int deviceId = 0)
    {
        var options = new SessionOptions();
        try
        {
            options.AppendExecutionProvider_CUDA(deviceId);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    public void AppendExecutionProvider_CPU(int useArena = 1)
        => OrtStatus.Check(OrtApi.OrtSessionOptionsAppendExecutionProvider_CPU(handle, useArena));

    public void AppendExecutionProvider_CUDA(int deviceId = 0)
        => OrtStatus.Check(OrtApi.OrtSessionOptionsAppendExecutionProvider_CUDA(handle, deviceId));

    public unsafe void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeText.Encode(configKey))
        fixed (byte* value = NativeText.Encode(configValue))
        {
            OrtApi.Call(OrtApiEntry.AddSessionConfigEntry, handle, (nint)key, (nint)value);
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtApiEntry.ReleaseSessionOptions, handle);
        handle = 0;
        return true;
    }
}
