using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>Copies of a module's parameters, which a reference takes one after the other in the order of the module.</summary>
internal sealed class ReferenceWeights
{
    private readonly long[][] _shapes;
    private int _next;

    public ReferenceWeights(IEnumerable<Parameter> parameters)
    {
        Parameter[] all = [.. parameters];
        _shapes = [.. all.Select(parameter => parameter.shape)];
        Values = [.. all.Select(parameter => parameter.detach().to(torch.float64).contiguous().data<double>().ToArray())];
    }

    public double[][] Values { get; }

    public bool AreAllTaken => _next == Values.Length;

    public void Rewind() => _next = 0;

    public double[] TakeVector() => Values[_next++];

    public Map TakeKernel()
    {
        int[] shape = [.. _shapes[_next].Select(size => (int)size)];
        return new Map(shape[0], shape[1], shape.Length > 2 ? shape[2] : 1, shape.Length > 3 ? shape[3] : 1, Values[_next++]);
    }
}
