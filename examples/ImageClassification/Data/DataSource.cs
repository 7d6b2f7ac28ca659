using Microsoft.ML.NAO.Datasets;

namespace ImageClassification.Data;

/// <summary>Finds the training and the test images that the command line asks for.</summary>
internal static class DataSource
{
    // Enough for a network to be far better than a linear model, and few enough for two searches in two minutes.
    private const int GlyphTrainingImages = 2000;
    private const int GlyphTestImages = 1000;

    // The glyphs are the same in every run: the seed of the search changes the search alone.
    private const int GlyphTrainingSeed = 1;
    private const int GlyphTestSeed = 2;
    private const double TestFraction = 0.2;

    /// <summary>Loads both sets; without a test file, a fifth of the images is held out.</summary>
    public static (ImageDataset Train, ImageDataset Test, string Description) Load(DemoOptions options)
    {
        if (options.Data is not { } path)
        {
            return Limit(
                GlyphGenerator.Generate(Math.Max(options.TrainLimit ?? 0, GlyphTrainingImages), GlyphTrainingSeed),
                GlyphGenerator.Generate(Math.Max(options.TestLimit ?? 0, GlyphTestImages), GlyphTestSeed),
                "glyphs drawn for the occasion",
                options);
        }

        ImageDataset train = LoadFile(path, options, null);
        string name = Path.GetFileName(path);
        if (options.TestData is { } testPath)
        {
            return Limit(train, LoadFile(testPath, options, train.ClassNames), $"{name}, {Path.GetFileName(testPath)}", options);
        }

        var (rest, heldOut) = train.Split(TestFraction, seed: GlyphTestSeed);
        return Limit(rest, heldOut, $"{name}, a fifth of it held out for the test", options);
    }

    private static (ImageDataset Train, ImageDataset Test, string Description) Limit(
        ImageDataset train, ImageDataset test, string description, DemoOptions options) =>
        (train.Take(options.TrainLimit ?? train.Count), test.Take(options.TestLimit ?? test.Count), description);

    private static ImageDataset LoadFile(string path, DemoOptions options, IReadOnlyList<string>? classNames)
    {
        string name = Path.GetFileName(path);
        if (name.Contains("-ubyte", StringComparison.Ordinal))
        {
            return IdxFile.Load(path);
        }

        return name.EndsWith(".bin", StringComparison.Ordinal) || name.EndsWith(".bin.gz", StringComparison.Ordinal)
            ? CifarFile.Load(path)
            : CsvImageFile.Load(path, options.LabelColumn, classNames: classNames);
    }
}
