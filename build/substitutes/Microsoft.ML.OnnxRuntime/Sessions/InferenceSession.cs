using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs may overlap.</summary>
public unsafe class InferenceSession : IDisposable
{
    private readonly Lazy<ModelMetadata> _modelMetadata;
    private nint _session;
    private SessionNodes _inputs;
    private SessionNodes _outputs;
    private SessionNodes _initializers;

    public InferenceSession(string modelPath)
        : this(modelPath, null)
    {
    }

    public InferenceSession(string modelPath, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        fixed (byte* path = NativeText.Encode(modelPath))
        {
            var source = (nint)path;
            _session = Create(options, (given, session) => OrtApi.Call(OrtApiEntry.CreateSession, OrtEnv.Instance().Pointer, source, given, session));
        }

        _modelMetadata = new Lazy<ModelMetadata>(() => new ModelMetadata(_session));
        ReadNodes();
    }

    public InferenceSession(byte[] model)
        : this(model, null)
    {
    }

    public InferenceSession(byte[] model, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        fixed (byte* bytes = model)
        {
            var source = (nint)bytes;
            var create = (delegate* unmanaged[Cdecl]<nint, nint, nuint, nint, nint, nint>)OrtApi.Entry(OrtApiEntry.CreateSessionFromArray);
            _session = Create(options, (given, session) => OrtStatus.Check(create(OrtEnv.Instance().Pointer, source, (nuint)model.Length, given, session)));
        }

        _modelMetadata = new Lazy<ModelMetadata>(() => new ModelMetadata(_session));
        ReadNodes();
    }

    ~InferenceSession()
    {
        Dispose(false);
    }

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs.Metadata;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs.Metadata;

    public IReadOnlyDictionary<string, NodeMetadata> OverridableInitializerMetadata => _initializers.Metadata;

    public IReadOnlyList<string> InputNames => _inputs.Names;

    public IReadOnlyList<string> OutputNames => _outputs.Names;

    public ModelMetadata ModelMetadata => _modelMetadata.Value;

    /// <summary>Runs the model for all its outputs.</summary>
    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs)
        => Run(inputs, _outputs.Names);

    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames)
        => RunNamed(inputs, outputNames, null);

    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames, RunOptions options)
        => RunNamed(inputs, outputNames, options);

    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames)
        => Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
        => RunForValues(runOptions, inputNames, inputValues, outputNames);

    /// <summary>Runs the model into tensors that the caller made.</summary>
    public void Run(RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputValues)
    {
        SameCount(outputNames.Count, outputValues.Count, nameof(outputNames), nameof(outputValues));
        var outputs = stackalloc nint[outputValues.Count];
        Fill(outputs, outputValues);
        RunNative(runOptions, inputNames, inputValues, outputNames, outputs);
        GC.KeepAlive(outputValues);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        var session = Interlocked.Exchange(ref _session, 0);
        if (session == 0)
        {
            return;
        }

        OrtApi.Release(OrtApiEntry.ReleaseSession, session);
        _inputs?.Dispose();
        _outputs?.Dispose();
        _initializers?.Dispose();
        _inputs = null;
        _outputs = null;
        _initializers = null;
    }

    private static void SameCount(int names, int values, string namesParameter, string valuesParameter)
    {
        if (names != values)
        {
            throw new ArgumentException($"Length of {namesParameter} ({names}) must match that of {valuesParameter} ({values}).");
        }
    }

    private static void Fill(nint* target, IReadOnlyCollection<OrtValue> values)
    {
        var i = 0;
        foreach (var value in values)
        {
            target[i++] = value.Pointer;
        }
    }

    private static nint Create(SessionOptions options, Action<nint, nint> create)
    {
        nint session;
        using var own = options is null ? new SessionOptions() : null;
        create((options ?? own).Pointer, (nint)(&session));
        return session;
    }

    private void ReadNodes()
    {
        try
        {
            _inputs = SessionNodes.Inputs(_session);
            _outputs = SessionNodes.Outputs(_session);
            _initializers = SessionNodes.Initializers(_session);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private DisposableList<DisposableNamedOnnxValue> RunNamed(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames, RunOptions options)
    {
        var inputNames = new List<string>(inputs.Count);
        using var inputValues = new DisposableList<OrtValue>(inputs.Count);
        foreach (var input in inputs)
        {
            inputNames.Add(input.Name);
            inputValues.Add(TensorInputs.Wrap(input, InputType(input.Name)));
        }

        var outputs = RunForValues(options, inputNames, inputValues, outputNames);
        try
        {
            var result = new DisposableList<DisposableNamedOnnxValue>(outputs.Count);
            foreach (var name in outputNames)
            {
                result.Add(DisposableNamedOnnxValue.FromOrtValue(name, outputs[result.Count]));
            }

            return result;
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    private DisposableList<OrtValue> RunForValues(RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
    {
        var outputs = stackalloc nint[outputNames.Count];
        RunNative(options, inputNames, inputValues, outputNames, outputs);
        var result = new DisposableList<OrtValue>(outputNames.Count);
        for (var i = 0; i < outputNames.Count; i++)
        {
            result.Add(new OrtValue(outputs[i]));
        }

        return result;
    }

    private TensorElementType InputType(string name)
    {
        var metadata = _inputs.Metadata.GetValueOrDefault(name) ?? _initializers.Metadata.GetValueOrDefault(name);
        return metadata is null
            ? throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Input name: '{name}' is not in the metadata")
            : metadata.ElementDataType;
    }

    private nint InputName(string name)
        => _initializers.TryGetNativeName(name, out var initializer) ? initializer : _inputs.NativeName(name);

    private void RunNative(RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames, nint* outputs)
    {
        SameCount(inputNames.Count, inputValues.Count, nameof(inputNames), nameof(inputValues));
        var names = stackalloc nint[inputNames.Count + outputNames.Count];
        var count = 0;
        foreach (var name in inputNames)
        {
            names[count++] = InputName(name);
        }

        foreach (var name in outputNames)
        {
            names[count++] = _outputs.NativeName(name);
        }

        var inputs = stackalloc nint[inputValues.Count];
        Fill(inputs, inputValues);
        var run = (delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)OrtApi.Entry(OrtApiEntry.Run);
        OrtStatus.Check(run(
            _session,
            options?.Pointer ?? 0,
            names,
            inputs,
            (nuint)inputNames.Count,
            names + inputNames.Count,
            (nuint)outputNames.Count,
            outputs));
        GC.KeepAlive(inputValues);
        GC.KeepAlive(options);
        GC.KeepAlive(this);
    }
}
