namespace ImageClassification;

/// <summary>What the command line asks for.</summary>
internal sealed record DemoOptions
{
    /// <summary>A file of training images, or null for drawn glyphs.</summary>
    public string? Data { get; init; }

    /// <summary>A file of test images, or null to hold out a part of the training images.</summary>
    public string? TestData { get; init; }

    /// <summary>The column of a CSV file that holds the class.</summary>
    public required string LabelColumn { get; init; }

    /// <summary>How many of the training images to use, or to draw; null for all.</summary>
    public int? TrainLimit { get; init; }

    /// <summary>How many of the test images to use, or to draw; null for all.</summary>
    public int? TestLimit { get; init; }

    /// <summary>The number of architectures that each search tries; null to decide by the images' size.</summary>
    public int? Trials { get; init; }

    /// <summary>The seed of the searches and the trainings.</summary>
    public required int Seed { get; init; }

    /// <summary>The folder that the results go to.</summary>
    public required DirectoryInfo Output { get; init; }

    /// <summary>The folder with the journals of the searches; null for a new one in the output folder.</summary>
    public DirectoryInfo? Journal { get; init; }

    /// <summary>Whether the comparison with random search is left out.</summary>
    public bool SkipRandom { get; init; }

    /// <summary>The GPU to train on; null for the CPU.</summary>
    public int? Gpu { get; init; }
}
