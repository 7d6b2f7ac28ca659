namespace Microsoft.ML.NAO.Datasets;

/// <summary>How a set's binary files are laid out: label bytes and 3×32×32 pixel bytes for each image, channel by channel.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="LabelBytes">The number of label bytes; the last of them is the label.</param>
/// <param name="ClassNames">The classes, in the order of their labels.</param>
/// <param name="Origin">Where the set is published, and what its files are called.</param>
internal sealed record CifarLayout(string Name, int LabelBytes, IReadOnlyList<string> ClassNames, string Origin)
{
    /// <summary>The number of bytes of an image's pixels.</summary>
    public const int ImageBytes = 3 * 32 * 32;

    /// <summary>CIFAR-10.</summary>
    public static CifarLayout Cifar10 { get; } = new(
        "CIFAR-10",
        1,
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
        "CIFAR-10's binary version is published at https://www.cs.toronto.edu/~kriz/cifar.html as cifar-10-binary.tar.gz; "
        + "its files are data_batch_1.bin to data_batch_5.bin for training and test_batch.bin for testing.");

    /// <summary>CIFAR-100 with its fine labels, which follow the coarse ones.</summary>
    public static CifarLayout Cifar100 { get; } = new(
        "CIFAR-100",
        2,
        [
            "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
            "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
            "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
            "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
            "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
            "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
            "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
            "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
            "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
            "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
        ],
        "CIFAR-100's binary version is published at https://www.cs.toronto.edu/~kriz/cifar.html as cifar-100-binary.tar.gz; "
        + "its files are train.bin and test.bin.");

    /// <summary>The number of bytes of an image with its labels.</summary>
    public int RecordBytes => LabelBytes + ImageBytes;

    /// <summary>The label of the image whose record begins somewhere.</summary>
    public byte GetLabel(ReadOnlySpan<byte> record) => record[LabelBytes - 1];
}
