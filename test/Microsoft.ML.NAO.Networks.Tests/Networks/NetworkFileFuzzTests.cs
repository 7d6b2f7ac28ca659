using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Fuzzing;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class NetworkFileFuzzTests
{
    private const int Inputs = 50_000;
    private const long MostBytes = 2_000_000;

    private static readonly string[] Words =
    [
        "null", "{", "}", "[", "]", "\"", ",", "-1", "4096", "1000000", "2147483647", "1e99", "\"Options\":null,", "\"identity\"", "\"sep_conv_5x5\"", "\"Normal\":[null],",
        "{\"FirstInput\":0,\"FirstOperation\":\"identity\",\"SecondInput\":1,\"SecondOperation\":\"identity\"},", "\"InitialChannels\":4096,", "\"CellsPerStage\":100,",
        "\"$type\":\"System.IO.FileInfo\",", "[[[[[[[[[[[[[[[[", "\"ClassCount\":1,", "\"Padding\":77,", "\"HiddenSize\":16384,", "\"VocabularySize\":2000000000,",
    ];

    [TestMethod]
    public void A_network_is_read_or_refused()
    {
        using var network = CreateNetwork();
        byte[] file = Save(network);
        var mutator = new Mutator(1, Words);
        int loaded = 0;

        Fuzzer.Run(
            Inputs,
            MostBytes,
            () => Checksum(mutator.Mutate(file[..^SHA256.HashSizeInBytes]), mutator.Random.Next(20) > 0),
            content =>
            {
                using ConvolutionalNetwork read = NetworkFile.Load(new MemoryStream(content));
                loaded++;
            },
            error => error is InvalidDataException);

        Assert.IsGreaterThan(Inputs / 100, loaded);
    }

    [TestMethod]
    public void A_recurrent_network_is_read_or_refused()
    {
        using var network = new RecurrentNetwork(
            new RecurrentCell(new RecurrentNode(0, "relu"), new RecurrentNode(1, "tanh")), 3, new RecurrentNetworkOptions { HiddenSize = 2 }, seed: 1);
        using var stream = new MemoryStream();
        NetworkFile.Save(network, new Vocabulary(["a", "../../b", "<eos>"]), stream);
        byte[] file = stream.ToArray();
        var mutator = new Mutator(2, Words);

        Fuzzer.Run(
            Inputs,
            MostBytes,
            () => Checksum(mutator.Mutate(file[..^SHA256.HashSizeInBytes]), mutator.Random.Next(20) > 0),
            content => NetworkFile.LoadRecurrent(new MemoryStream(content)).Network.Dispose(),
            error => error is InvalidDataException);
    }

    [TestMethod]
    [DataRow("\"ClassCount\":2", "\"ClassCount\":2000000000", "more than the")]
    [DataRow("\"Channels\":1", "\"Channels\":2000000000", "more than the")]
    [DataRow("\"InitialChannels\":2", "\"InitialChannels\":4096", "more than the")]
    [DataRow("\"InitialChannels\":2", "\"InitialChannels\":1000000", "InitialChannels")]
    [DataRow("\"Reductions\":0", "\"Reductions\":16", "more than the")]
    [DataRow("\"StemMultiplier\":1", "\"StemMultiplier\":64", "more than the")]
    [DataRow("\"FirstInput\":0", "\"FirstInput\":7", "cannot be built")]
    [DataRow("\"Height\":4", "\"Height\":0", "positive")]
    [DataRow("\"Height\":4", "\"Height\":2000000000", "cannot be built")]
    [DataRow("\"max_pool_3x3\"", "\"../../escaped\"", "No layer is known for the operation '../../escaped'")]
    [DataRow("\"identity\"", "null", "header is damaged")]
    [DataRow("\"Padding\":0", "\"Padding\":77", "Padding")]
    [DataRow("\"Normal\":[", "\"Normal\":[null,", "empty node")]
    [DataRow("\"ClassCount\":2", "\"ClassCount\":1", "lacks|which what it describes has not|should be")]
    public void A_header_that_does_not_fit_its_weights_is_refused_before_it_is_built(string part, string replacement, string expected)
    {
        using var network = CreateNetwork();
        string text = Encoding.Latin1.GetString(Save(network));
        StringAssert.Contains(text, part);
        byte[] file = Replace(Encoding.Latin1.GetBytes(text), part, replacement);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Load(new MemoryStream(file))).Message;

        Assert.IsTrue(expected.Split('|').Any(message.Contains), message);
        StringAssert.Contains(message, "The network's file cannot be read");
        Assert.IsLessThan(MostBytes, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ConvolutionalNetwork CreateNetwork()
    {
        var cell = new Cell(new CellNode(new Branch(0, OperationNames.Identity), new Branch(1, OperationNames.MaxPooling3x3)));
        return new ConvolutionalNetwork(
            new CellPair(cell, cell), new ImageShape(1, 4, 4), 2, new ConvolutionalNetworkOptions { InitialChannels = 2, StemMultiplier = 1, Reductions = 0 }, seed: 1);
    }

    private static byte[] Save(ConvolutionalNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Save(network, stream);
        return stream.ToArray();
    }

    /// <summary>Changes the header, with its length before it, and makes the checksum right.</summary>
    private static byte[] Replace(byte[] file, string part, string replacement)
    {
        const int Magic = 8;
        using var reader = new BinaryReader(new MemoryStream(file) { Position = Magic });
        string header = reader.ReadString().Replace(part, replacement, StringComparison.Ordinal);
        int rest = (int)reader.BaseStream.Position;
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(file.AsSpan(0, Magic));
        writer.Write(header);
        writer.Write(file.AsSpan(rest, file.Length - rest - SHA256.HashSizeInBytes));
        writer.Flush();
        return Checksum(memory.ToArray(), right: true);
    }

    private static byte[] Checksum(byte[] content, bool right) => right ? [.. content, .. SHA256.HashData(content)] : content;
}
