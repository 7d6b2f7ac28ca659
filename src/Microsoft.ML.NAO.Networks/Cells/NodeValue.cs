namespace Microsoft.ML.NAO.Cells;

/// <summary>The value of a node, and its ReLU, which is computed once for all the layers that take it.</summary>
internal sealed class NodeValue<T>
{
    private readonly IWiring<T> _wiring;
    private T? _rectified;
    private bool _isRectified;

    public NodeValue(IWiring<T> wiring, T value)
    {
        _wiring = wiring;
        Value = value;
    }

    public T Value { get; }

    public T Rectified
    {
        get
        {
            if (!_isRectified)
            {
                _rectified = _wiring.Rectify(Value);
                _isRectified = true;
            }

            return _rectified!;
        }
    }

    /// <summary>The output of a layer that reads this node.</summary>
    public T Through(Operations.Layer layer) => _wiring.Apply(layer, layer.TakesRectifiedInput ? Rectified : Value);
}
