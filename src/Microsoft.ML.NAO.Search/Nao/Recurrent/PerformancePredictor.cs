using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>Predicts from an architecture's embedding how good it is, between 0 and 1: ReLU layers, then a sigmoid.</summary>
internal sealed class PerformancePredictor : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> _hidden;
    private readonly Linear _output;
    private readonly double _dropout;

    public PerformancePredictor(int inputSize, int layers, int width, double dropout)
        : base(nameof(PerformancePredictor))
    {
        _dropout = dropout;
        _hidden = new ModuleList<Linear>([.. Enumerable.Range(0, layers).Select(layer => nn.Linear(layer == 0 ? inputSize : width, width))]);
        _output = nn.Linear(layers == 0 ? inputSize : width, 1);
        RegisterComponents();
    }

    /// <summary>From embeddings [batch, hidden] to predictions [batch].</summary>
    public override Tensor forward(Tensor input)
    {
        foreach (Linear layer in _hidden)
        {
            input = nn.functional.dropout(layer.call(input).relu(), _dropout, training);
        }

        return _output.call(input).sigmoid().squeeze(-1);
    }
}
