using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.Tests.Fuzzing;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class DatasetFuzzTests : IDisposable
{
    private const int Inputs = 100_000;

    // What a gzip file may always become (1 MiB), in a buffer that doubles, and what is made of it.
    private const long MostBytes = 6_000_000;

    private const long MostNativeBytes = 400_000_000;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_table_of_pixels_is_read_or_refused()
    {
        byte[] table = "label,p0,p1,p2,p3\n3,0,255,1.5,7\n\"a\",1,2,3,4\n3,-1e3,0.25,9,10\n"u8.ToArray();
        Fuzz(
            new Mutator(1, "\n", ",", "\"", "1e999", "NaN", ",,,,,,,,,,,", "label", "\0", "../../x", "99999999999999999999999", "\uFEFF"),
            [table],
            ".csv",
            path => Check(CsvImageFile.Load(path, "label")));
    }

    [TestMethod]
    public void Idx_files_are_read_or_refused()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(1, 12).Select(value => (byte)value)];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 3, 0, 7, 9];
        string labelsPath = _folder.Write("labels", labels);
        string imagesPath = _folder.Write("images", images);
        Fuzz(new Mutator(2), [images], "-images", path => Check(IdxFile.Load(path, labelsPath)), Inputs / 2);
        Fuzz(new Mutator(3), [labels], "-labels", path => Check(IdxFile.Load(imagesPath, path)), Inputs / 2);
    }

    [TestMethod]
    public void Cifar_files_are_read_or_refused()
    {
        byte[] ten = [.. Enumerable.Range(0, 3073).Select(value => (byte)(value % 10))];
        byte[] hundred = [.. Enumerable.Range(0, 3074).Select(value => (byte)(value % 100))];
        Fuzz(new Mutator(4), [ten], "-10", path => Check(CifarFile.Load(path)), Inputs / 2);
        Fuzz(new Mutator(5), [hundred], "-100", path => Check(CifarFile.LoadCifar100(path)), Inputs / 2);
    }

    [TestMethod]
    public void Texts_are_read_or_refused()
    {
        string part = _folder.Write("part", "the cat sat\n");
        var vocabulary = new Vocabulary(["the", "cat", "sat", Vocabulary.EndOfLine]);
        Fuzz(
            new Mutator(6, "\n\n\n", " ", "the", "<unk>", "\u2028", "\0", "<eos>", "../../x"),
            ["the cat sat\nthe cat\n\nsat the cat sat \n"u8.ToArray()],
            ".txt",
            path =>
            {
                Assert.IsFalse(TextCorpusFile.LoadPart(path, vocabulary).IsEmpty);
                Assert.IsFalse(TextCorpusFile.Load(path, part, part).Test.IsEmpty);
            });
    }

    [TestMethod]
    public void Images_in_a_folder_are_read_or_refused()
    {
        byte[][] seeds =
        [
            TestImages.Png(5, 4, (x, y) => (byte)(x * y)),
            TestImages.Bmp(3, 2, (x, y) => (byte)(x + y)),
            Convert.FromBase64String(TestImages.Jpeg),
            Convert.FromBase64String(TestImages.Gif),
            TestImages.Tga(3, 2),
            TestImages.Psd(3, 2, packed: false),
            TestImages.Psd(3, 2, packed: true),
        ];
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "set", "class")).FullName, "1.png");
        foreach (byte[] seed in seeds)
        {
            File.WriteAllBytes(path, seed);
            Check(ImageFolder.Load(Path.Combine(_folder.FullName, "set")));
        }

        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64;
        var mutator = new Mutator(7);
        Fuzzer.Run(
            Inputs,
            100_000_000,
            () => mutator.Mutate(seeds[mutator.Random.Next(seeds.Length)]),
            content =>
            {
                File.WriteAllBytes(path, content);
                Check(ImageFolder.Load(Path.Combine(_folder.FullName, "set"), channels: mutator.Random.Next(2) == 0 ? 1 : 3));
            },
            error => IsRefusal(error, path));

        process.Refresh();
        Assert.IsLessThan(MostNativeBytes, process.WorkingSet64 - before);
    }

    [TestMethod]
    public void An_image_of_more_pixels_than_its_bytes_can_hold_is_refused_before_they_are_allocated()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "set", "class")).FullName;
        foreach (int side in new[] { 2_000, 16_000, 60_000 })
        {
            byte[] image = TestImages.Png(1, 1, (_, _) => 1);
            (image[18], image[19], image[22], image[23]) = ((byte)(side >> 8), (byte)side, (byte)(side >> 8), (byte)side);
            File.WriteAllBytes(Path.Combine(folder, "1.png"), image);
            long before = GC.GetAllocatedBytesForCurrentThread();

            string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(Path.Combine(_folder.FullName, "set"))).Message;

            StringAssert.Contains(message, "states a size");
            Assert.IsLessThan(200_000, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [TestMethod]
    public void A_gzip_file_that_becomes_a_thousand_times_as_large_is_refused_before_it_does()
    {
        string path = _folder.Write("bomb.csv.gz", Compress(new byte[100_000_000], CompressionLevel.Optimal));
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = Assert.ThrowsExactly<InvalidDataException>(() => CsvImageFile.Load(path, "label")).Message;

        StringAssert.Contains(message, path);
        StringAssert.Contains(message, "become more than");
        Assert.IsLessThan(80_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_message_quotes_no_more_than_the_beginning_of_a_long_word()
    {
        string word = new('x', 1_000_000);
        foreach (string table in new[] { word, $"{word},{word}\n", $"label,p\n1,{word}", $"label,{word}\n{word},a", $"label,p\n{word},1,1" })
        {
            string path = _folder.Write("table.csv", table);
            Assert.IsLessThan(1_000, Assert.ThrowsExactly<InvalidDataException>(() => CsvImageFile.Load(path, "label")).Message.Length);
        }

        string text = _folder.Write("text.txt", word);
        Assert.IsLessThan(
            1_000, Assert.ThrowsExactly<InvalidDataException>(() => TextCorpusFile.LoadPart(text, new Vocabulary(["a", "b"]))).Message.Length);
    }

    [TestMethod]
    public void Names_in_a_file_are_no_paths()
    {
        string table = _folder.Write("table.csv", "label,p0\n../../escaped,1\n/tmp/escaped,2\n");
        string text = _folder.Write("text.txt", "../../escaped /tmp/escaped\n");

        ImageDataset images = CsvImageFile.Load(table, "label");
        TextCorpus corpus = TextCorpusFile.Load(text, text, text);

        CollectionAssert.Contains(images.ClassNames.ToArray(), "../../escaped");
        Assert.IsTrue(corpus.Vocabulary.TryGetIndex("/tmp/escaped", out _));
        CollectionAssert.AreEquivalent(new[] { table, text }, Directory.GetFileSystemEntries(_folder.FullName));
        Assert.IsFalse(File.Exists("/tmp/escaped") || File.Exists(Path.Combine(_folder.FullName, "..", "..", "escaped")));
    }

    private static void Check(ImageDataset images)
    {
        Assert.IsGreaterThan(0, images.Count);
        foreach (float pixel in images.Pixels)
        {
            if (!float.IsFinite(pixel))
            {
                Assert.Fail($"A pixel is {pixel}.");
            }
        }
    }

    private static bool IsRefusal(Exception error, string path) =>
        error is InvalidDataException && error.Message.Contains(path, StringComparison.Ordinal);

    private static byte[] Compress(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }

    /// <summary>Half of the inputs are plain files, a quarter changed files that are compressed, and a quarter compressed files that are changed.</summary>
    private void Fuzz(Mutator mutator, byte[][] seeds, string ending, Action<string> read, int inputs = Inputs)
    {
        string plain = Path.Combine(_folder.FullName, "file" + ending);
        byte[][] compressed = [.. seeds.Select(seed => Compress(seed))];
        string path = plain;
        Fuzzer.Run(
            inputs,
            MostBytes,
            () =>
            {
                int kind = mutator.Random.Next(4);
                int seed = mutator.Random.Next(seeds.Length);
                path = kind < 2 ? plain : plain + ".gz";
                return kind switch
                {
                    2 => Compress(mutator.Mutate(seeds[seed])),
                    3 => mutator.Mutate(compressed[seed]),
                    _ => mutator.Mutate(seeds[seed]),
                };
            },
            content =>
            {
                File.WriteAllBytes(path, content);
                read(path);
            },
            error => IsRefusal(error, path));
    }
}
