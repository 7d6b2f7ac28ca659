using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A loaded model: its session, its file, and its inputs and outputs as ML.NET sees them.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly FileStream _file;
    private bool _isDisposed;

    public OnnxModel(IHostEnvironment environment, OnnxSource source, OnnxSettings settings)
    {
        var path = source.Open(environment);
        Session = CreateSession(path, settings);
        try
        {
            _file = source.IsTemporary
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.DeleteOnClose)
                : new FileStream(path, FileMode.Open, FileAccess.Read);
            File = OnnxModelFile.Read(path, settings.RecursionLimit);
            Inputs = Variables(Session.InputMetadata, File.Inputs, settings.Shapes);
            Outputs = Variables(Session.OutputMetadata, File.Outputs, settings.Shapes);
            Initializers = Variables(Session.OverridableInitializerMetadata, File.Inputs, settings.Shapes);
        }
        catch
        {
            Session.Dispose();
            _file?.Dispose();
            throw;
        }
    }

    public InferenceSession Session { get; }

    public OnnxModelFile File { get; }

    public List<OnnxVariable> Inputs { get; }

    public List<OnnxVariable> Outputs { get; }

    /// <summary>Initializers that are inputs, too, and that a column may replace.</summary>
    public List<OnnxVariable> Initializers { get; }

    public OnnxVariable GetInput(string name)
        => Find(Inputs, name) ?? Find(Initializers, name) ?? throw Contracts.ExceptParam(
            nameof(name),
            $"Input tensor, {name}, does not exist in the ONNX model. Available input names are [{Names(Inputs)}]. Available initializers are [{Names(Initializers)}]");

    public OnnxVariable GetOutput(string name)
        => Find(Outputs, name) ?? throw Contracts.ExceptParam(
            nameof(name),
            $"Ouput tensor, {name}, does not exist in the ONNX model. Available output names are [{Names(Outputs)}].");

    public byte[] ReadBytes() => System.IO.File.ReadAllBytes(_file.Name);

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        Session.Dispose();
        _file.Dispose();
        _isDisposed = true;
    }

    private static OnnxVariable Find(List<OnnxVariable> variables, string name) => variables.Find(variable => variable.Name == name);

    private static string Names(List<OnnxVariable> variables) => string.Join(",", variables.Select(variable => variable.Name));

    private static InferenceSession CreateSession(string path, OnnxSettings settings)
    {
        if (settings.Device.GpuDeviceId is { } gpu)
        {
            try
            {
                using var options = SessionOptions.MakeSessionOptionWithCudaProvider(gpu);
                return CreateSession(path, options, settings);
            }
            catch (OnnxRuntimeException) when (settings.Device.FallbackToCpu)
            {
                // The CPU takes over below.
            }
        }

        using var cpu = new SessionOptions();
        return CreateSession(path, cpu, settings);
    }

    private static InferenceSession CreateSession(string path, SessionOptions options, OnnxSettings settings)
    {
        options.InterOpNumThreads = settings.InterOpNumThreads ?? 0;
        options.IntraOpNumThreads = settings.IntraOpNumThreads ?? 0;
        return new InferenceSession(path, options);
    }

    private static List<OnnxVariable> Variables(
        IReadOnlyDictionary<string, NodeMetadata> nodes,
        Dictionary<string, OnnxValueInfo> declared,
        IDictionary<string, int[]> shapes)
    {
        var variables = new List<OnnxVariable>();
        foreach (var (name, node) in nodes)
        {
            // ML.NET's own exporter writes such names for what nothing reads.
            if (name.StartsWith("mlnet.", StringComparison.Ordinal)
                && (name.EndsWith(".unusedInput", StringComparison.Ordinal) || name.EndsWith(".unusedOutput", StringComparison.Ordinal)))
            {
                continue;
            }

            var type = OnnxTypes.ColumnType(declared[name]);
            var shape = shapes?.TryGetValue(name, out var given) == true ? given : null;
            variables.Add(shape is null
                ? new OnnxVariable(name, node.Dimensions, type)
                : new OnnxVariable(name, CheckCompatible(shape, node.Dimensions), Reshape(type, shape)));
        }

        return variables;
    }

    private static DataViewType Reshape(DataViewType type, int[] shape)
    {
        if (type is not VectorDataViewType vector)
        {
            return type;
        }

        return Array.TrueForAll(shape, dimension => dimension > 0)
            ? new VectorDataViewType(vector.ItemType, shape)
            : new VectorDataViewType(vector.ItemType);
    }

    private static int[] CheckCompatible(int[] given, int[] own)
    {
        var fits = given.Length == own.Length && given.Zip(own).All(pair => pair.First == pair.Second || pair.First <= 0 || pair.Second <= 0);
        return fits ? given : throw Contracts.ExceptParam(
            "shapeDictionary",
            $"The specified shape {string.Join(",", given)} is not compatible with the shape {string.Join(",", own)} loaded from the ONNX model file. Only unknown dimension can replace or be replaced by another dimension.");
    }
}
