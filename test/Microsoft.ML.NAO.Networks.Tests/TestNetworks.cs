using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Architectures, networks and small data sets that many tests need.</summary>
internal static class TestNetworks
{
    public static ConvolutionalCellSpace Space { get; } = new();

    public static ImageShape GreyDigit { get; } = new(1, 8, 8);

    public static CellPair Published { get; } = Space.Decode(PublishedArchitectures.NaoWeightSharing);

    /// <summary>The operations of all sets.</summary>
    public static string[] AllOperations { get; } =
    [
        .. OperationSet.Five.Operations,
        OperationNames.Convolution1x1, OperationNames.Convolution3x3, OperationNames.Convolution1x3And3x1, OperationNames.Convolution1x7And7x1,
        OperationNames.MaxPooling2x2, OperationNames.MaxPooling5x5, OperationNames.AveragePooling2x2, OperationNames.AveragePooling5x5,
    ];

    public static Dictionary<string, NetworkConventions> AllConventions { get; } = new()
    {
        ["Default"] = new(),
        [nameof(NetworkConventions.TensorFlow)] = NetworkConventions.TensorFlow,
        [nameof(NetworkConventions.TensorFlowWeightSharing)] = NetworkConventions.TensorFlowWeightSharing,
        [nameof(NetworkConventions.PyTorch)] = NetworkConventions.PyTorch,
        [nameof(NetworkConventions.PyTorchEleven)] = NetworkConventions.PyTorchEleven,
    };

    /// <summary>The cells that the authors published, each with two numbers a branch: its input and its operation.</summary>
    public static Dictionary<string, CellPair> AllPublished { get; } = new()
    {
        ["NAONet"] = AuthorsCells("0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 1 9 0 10 0 14 2 6 1 11 0 7"),
        ["NAONet-A"] = AuthorsCells("0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 0 9 1 10 0 14 2 6 1 11 0 7"),
        ["NAONet-B"] = AuthorsCells("0 1 0 2 0 1 2 2 1 3 0 2 4 0 1 3 2 1 0 3 1 1 1 0 2 1 2 4 1 0 2 3 3 1 2 2 0 2 0 2"),
        ["NAONet-V2"] = AuthorsCells("1 1 0 1 2 4 0 0 0 0 2 1 0 0 0 2 0 3 0 0 0 2 0 2 2 2 1 0 0 0 0 1 0 0 0 3 0 0 0 1"),
    };

    public static CellPair Sample(int seed) => Space.Decode(Space.Sample(new Random(seed)));

    public static ConvolutionalNetworkOptions Small() => new() { InitialChannels = 4 };

    public static ConvolutionalNetwork Create(
        CellPair? cells = null, ImageShape? shape = null, int classes = 3, ConvolutionalNetworkOptions? options = null, int seed = 1) =>
        new(cells ?? Published, shape ?? GreyDigit, classes, options ?? Small(), seed);

    /// <summary>How many tensors a small network leaves counted when it is disposed: none but for its parameters, with some versions.</summary>
    public static long LeftByANetwork(CellPair cells)
    {
        using ConvolutionalNetwork network = Create(cells);
        return network.parameters().Count() * NAO.Tests.Tensors.LiveTensors.LeftByAParameter();
    }

    /// <summary>Images whose class is the place of a bright bar, under noise.</summary>
    public static ImageDataset Bars(int count, int seed = 1, ImageShape? shape = null, int classes = 3)
    {
        ImageShape size = shape ?? GreyDigit;
        var random = new Random(seed);
        var pixels = new float[count * size.Size];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % classes;
            for (int p = 0; p < size.Size; p++)
            {
                bool bright = p / size.Width % size.Height == labels[i] * 2;
                pixels[(i * size.Size) + p] = (bright ? 10 : 2) + (float)random.NextDouble();
            }
        }

        return new ImageDataset(size, pixels, labels, [.. Enumerable.Range(0, classes).Select(c => $"class{c}")]);
    }

    // The operations by their numbers in the authors' PyTorch code.
    private static CellPair AuthorsCells(string text)
    {
        string[] operations =
        [
            .. OperationSet.Five.Operations,
            OperationNames.Identity,
            OperationNames.Convolution1x1, OperationNames.Convolution3x3, OperationNames.Convolution1x3And3x1, OperationNames.Convolution1x7And7x1,
            OperationNames.MaxPooling2x2, OperationNames.MaxPooling3x3, OperationNames.MaxPooling5x5,
            OperationNames.AveragePooling2x2, OperationNames.AveragePooling3x3, OperationNames.AveragePooling5x5,
        ];
        CellNode[] nodes =
        [
            .. text.Split(' ').Select(int.Parse).Chunk(4)
                .Select(n => new CellNode(new Branch(n[0], operations[n[1]]), new Branch(n[2], operations[n[3]]))),
        ];
        return new CellPair(new Cell(nodes.AsSpan(0, 5)), new Cell(nodes.AsSpan(5)));
    }
}
