using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A session's inputs, outputs or initializers: their names in the C API's form, and what the model says about them.</summary>
internal sealed unsafe class SessionNodes : IDisposable
{
    private readonly string _kind;
    private readonly Dictionary<string, nint> _nativeNames = [];

    private SessionNodes(string kind) => _kind = kind;

    public List<string> Names { get; } = [];

    public Dictionary<string, NodeMetadata> Metadata { get; } = [];

    public static SessionNodes Inputs(nint session)
        => Read("Input", session, OrtApiEntry.SessionGetInputCount, OrtApiEntry.SessionGetInputName, OrtApiEntry.SessionGetInputTypeInfo);

    public static SessionNodes Outputs(nint session)
        => Read("Output", session, OrtApiEntry.SessionGetOutputCount, OrtApiEntry.SessionGetOutputName, OrtApiEntry.SessionGetOutputTypeInfo);

    public static SessionNodes Initializers(nint session)
        => Read(
            "Initializer",
            session,
            OrtApiEntry.SessionGetOverridableInitializerCount,
            OrtApiEntry.SessionGetOverridableInitializerName,
            OrtApiEntry.SessionGetOverridableInitializerTypeInfo);

    public bool TryGetNativeName(string name, out nint nativeName) => _nativeNames.TryGetValue(name, out nativeName);

    public nint NativeName(string name)
        => TryGetNativeName(name, out var nativeName)
            ? nativeName
            : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"{_kind} name: '{name}' is not in the metadata");

    public void Dispose()
    {
        foreach (var name in _nativeNames.Values)
        {
            Marshal.FreeCoTaskMem(name);
        }

        _nativeNames.Clear();
    }

    private static SessionNodes Read(string kind, nint session, OrtApiEntry getCount, OrtApiEntry getName, OrtApiEntry getType)
    {
        var nodes = new SessionNodes(kind);
        var count = OrtApi.Get(getCount, session);
        for (nint i = 0; i < count; i++)
        {
            nint text;
            OrtApi.Call(getName, session, i, OrtAllocator.DefaultInstance.Pointer, (nint)(&text));
            var name = NativeText.TakeAllocated(text);
            nint type;
            OrtApi.Call(getType, session, i, (nint)(&type));
            try
            {
                nodes.Names.Add(name);
                nodes.Metadata[name] = new NodeMetadata(type);
                nodes._nativeNames[name] = Marshal.StringToCoTaskMemUTF8(name);
            }
            finally
            {
                OrtApi.Release(OrtApiEntry.ReleaseTypeInfo, type);
            }
        }

        return nodes;
    }
}
