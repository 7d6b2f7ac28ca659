using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>
/// What the wiring of a network is made of. Cells and networks say once how their layers are wired; carried out on tensors it
/// computes, on the names of a graph's values it exports, on shapes it measures.
/// </summary>
/// <typeparam name="T">What flows through the wires.</typeparam>
internal interface IWiring<T>
{
    T Apply(Layer layer, T input);

    T Rectify(T value);

    T Add(T first, T second);

    /// <summary>Joins values along their channels.</summary>
    T Concatenate(T[] values);

    /// <summary>Drops the output of a branch for some of the images, in training with drop-path.</summary>
    T Drop(T value);
}
