using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How one run of a session goes; setting <see cref="Terminate" /> ends runs under way.</summary>
public class RunOptions : SafeHandle
{
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private string _logId = string.Empty;
    private bool _terminate;

    public RunOptions()
        : base(OrtApi.Create(OrtApiEntry.CreateRunOptions), ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            OrtApi.Call(OrtApiEntry.RunOptionsSetRunLogSeverityLevel, handle, (int)value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            OrtApi.Call(OrtApiEntry.RunOptionsSetRunLogVerbosityLevel, handle, value);
            _logVerbosityLevel = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            NativeText.Set(OrtApiEntry.RunOptionsSetRunTag, handle, value);
            _logId = value;
        }
    }

    public bool Terminate
    {
        get => _terminate;
        set
        {
            if (value != _terminate)
            {
                OrtApi.Call(value ? OrtApiEntry.RunOptionsSetTerminate : OrtApiEntry.RunOptionsUnsetTerminate, handle);
                _terminate = value;
            }
        }
    }

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtApiEntry.ReleaseRunOptions, handle);
        handle = 0;
        return true;
    }
}
