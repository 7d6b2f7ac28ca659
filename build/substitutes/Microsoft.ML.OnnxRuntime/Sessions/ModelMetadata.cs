using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model says about itself.</summary>
public unsafe class ModelMetadata
{
    internal ModelMetadata(nint session)
    {
        var metadata = OrtApi.Get(OrtApiEntry.SessionGetModelMetadata, session);
        try
        {
            ProducerName = Read(OrtApiEntry.ModelMetadataGetProducerName, metadata);
            GraphName = Read(OrtApiEntry.ModelMetadataGetGraphName, metadata);
            Domain = Read(OrtApiEntry.ModelMetadataGetDomain, metadata);
            Description = Read(OrtApiEntry.ModelMetadataGetDescription, metadata);
            Version = OrtApi.Get(OrtApiEntry.ModelMetadataGetVersion, metadata);
            CustomMetadataMap = ReadMap(metadata);
        }
        finally
        {
            OrtApi.Release(OrtApiEntry.ReleaseModelMetadata, metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public long Version { get; }

    public Dictionary<string, string> CustomMetadataMap { get; }

    private static string Read(OrtApiEntry entry, nint metadata)
    {
        nint text;
        OrtApi.Call(entry, metadata, OrtAllocator.DefaultInstance.Pointer, (nint)(&text));
        return NativeText.TakeAllocated(text);
    }

    private static Dictionary<string, string> ReadMap(nint metadata)
    {
        var map = new Dictionary<string, string>();
        nint keys;
        long count;
        OrtApi.Call(OrtApiEntry.ModelMetadataGetCustomMetadataMapKeys, metadata, OrtAllocator.DefaultInstance.Pointer, (nint)(&keys), (nint)(&count));
        for (var i = 0; i < count; i++)
        {
            var key = ((nint*)keys)[i];
            nint value;
            OrtApi.Call(OrtApiEntry.ModelMetadataLookupCustomMetadataMap, metadata, OrtAllocator.DefaultInstance.Pointer, key, (nint)(&value));
            map[NativeText.TakeAllocated(key)] = NativeText.TakeAllocated(value);
        }

        if (keys != 0)
        {
            OrtApi.Call(OrtApiEntry.AllocatorFree, OrtAllocator.DefaultInstance.Pointer, keys);
        }

        return map;
    }
}
