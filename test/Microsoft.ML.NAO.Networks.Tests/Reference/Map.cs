using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>A plain array of shape [images, channels, height, width]; kernels are maps of shape [outputs, inputs, height, width].</summary>
internal sealed class Map(int images, int channels, int height, int width, double[] values)
{
    public Map(int images, int channels, int height, int width)
        : this(images, channels, height, width, new double[images * channels * height * width])
    {
    }

    public int Images { get; } = images;

    public int Channels { get; } = channels;

    public int Height { get; } = height;

    public int Width { get; } = width;

    public double[] Values { get; } = values;

    public double this[int image, int channel, int y, int x]
    {
        get => Values[Index(image, channel, y, x)];
        set => Values[Index(image, channel, y, x)] = value;
    }

    public static Map Random(int seed, int images, int channels, int height, int width)
    {
        var random = new Random(seed);
        var map = new Map(images, channels, height, width);
        for (int i = 0; i < map.Values.Length; i++)
        {
            map.Values[i] = (random.NextDouble() * 4) - 2;
        }

        return map;
    }

    public static Map Create(int images, int channels, int height, int width, Func<int, int, int, int, double> value)
    {
        var map = new Map(images, channels, height, width);
        for (int n = 0; n < images; n++)
        {
            for (int c = 0; c < channels; c++)
            {
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        map[n, c, y, x] = value(n, c, y, x);
                    }
                }
            }
        }

        return map;
    }

    public Map With(Func<int, int, int, int, double> value) => Create(Images, Channels, Height, Width, value);

    public bool Contains(int y, int x) => y >= 0 && y < Height && x >= 0 && x < Width;

    public torch.Tensor ToTensor() => torch.tensor(Values, [Images, Channels, Height, Width]);

    private int Index(int image, int channel, int y, int x) => (((((image * Channels) + channel) * Height) + y) * Width) + x;
}
