namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>Hears of a search's progress at once, on the thread that reports it.</summary>
internal sealed class Recorder(Action<NeuralArchitectureProgress> record) : IProgress<NeuralArchitectureProgress>
{
    public void Report(NeuralArchitectureProgress value) => record(value);
}
