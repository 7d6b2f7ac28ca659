using Microsoft.ML.NAO.Architectures;
using static Microsoft.ML.NAO.Networks.Tests.Reference.ReferenceLayers;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>A whole cell as plain loops.</summary>
internal static class ReferenceCell
{
    public static Map Apply(
        Cell cell,
        ReferenceWeights weights,
        ConvolutionalNetworkOptions options,
        Map first,
        Map second,
        int channels,
        bool isReduction,
        bool isFirst)
    {
        NetworkConventions conventions = options.Conventions;
        var operations = new ReferenceOperations(weights, conventions);
        var nodes = new List<Map>
        {
            isFirst && conventions.KeepStemInFirstCell ? first : Align(first, always: false),
            Align(second, conventions.AlwaysProjectPreviousCell),
        };
        if (options.ProjectPreviousCell)
        {
            nodes[1] = operations.Projection(Rectify(nodes[1]));
        }

        foreach (CellNode node in cell.Nodes)
        {
            nodes.Add(Add(Branch(node.First), Branch(node.Second)));
        }

        return Concatenate([.. cell.LooseEnds.Select(LooseEnd)]);

        Map Align(Map input, bool always) => (input.Height != second.Height, always || input.Channels != channels) switch
        {
            (true, _) => operations.Reduction(Rectify(input)),
            (false, true) => operations.Projection(Rectify(input)),
            _ => input,
        };

        Map Branch(Branch branch) =>
            operations.Apply(branch.Operation, nodes[branch.Input], channels, isReduction && branch.Input < 2 ? 2 : 1);

        Map LooseEnd(int index) => (isReduction && index < 2, nodes[index].Channels != channels) switch
        {
            (true, _) => operations.Reduction(nodes[index]),
            (false, true) => operations.Projection(nodes[index]),
            _ => nodes[index],
        };
    }
}
