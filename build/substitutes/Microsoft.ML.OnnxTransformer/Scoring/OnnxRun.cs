using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs a session once for each row of one cursor, whichever outputs are asked for first.</summary>
internal sealed class OnnxRun(InferenceSession session, DataViewRow row, OnnxInput[] inputs, string[] inputNames, string[] outputNames) : IDisposable
{
    private readonly OrtValue[] _values = new OrtValue[inputs.Length];
    private readonly RunOptions _options = new();
    private IDisposableReadOnlyCollection<OrtValue> _outputs;
    private long _position = -1;

    /// <summary>The output of the current row, valid until the next one is asked for.</summary>
    public OrtValue GetOutput(int index)
    {
        if (_position != row.Position)
        {
            Update();
        }

        return _outputs[index];
    }

    public void Dispose()
    {
        _outputs?.Dispose();
        _outputs = null;
        foreach (var input in inputs)
        {
            input.Dispose();
        }

        _options.Dispose();
    }

    private void Update()
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            _values[i] = inputs[i].Read();
        }

        _outputs?.Dispose();
        _outputs = session.Run(_options, inputNames, _values, outputNames);
        _position = row.Position;
    }
}
