namespace CustomSpace;

/// <summary>A square picture of grey values between 0, black, and 1, white.</summary>
internal sealed class Picture
{
    public const int Size = 40;

    private readonly float[] _values = new float[Size * Size];

    /// <summary>The value at a place; outside of the picture, that of the nearest place within.</summary>
    public float this[int x, int y]
    {
        get => _values[(Math.Clamp(y, 0, Size - 1) * Size) + Math.Clamp(x, 0, Size - 1)];
        set => _values[(y * Size) + x] = value;
    }

    /// <summary>A picture whose values follow from their places.</summary>
    public static Picture Create(Func<int, int, double> value)
    {
        var picture = new Picture();
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                picture[x, y] = (float)value(x, y);
            }
        }

        return picture;
    }

    /// <summary>Draws disks on a ground that goes from dark to bright.</summary>
    public static Picture DrawDisks(Random random)
    {
        (double X, double Y, double Radius, double Grey)[] disks =
            [.. Enumerable.Range(0, 6).Select(_ => (Size * random.NextDouble(), Size * random.NextDouble(), 3 + (7 * random.NextDouble()), random.NextDouble()))];
        return Create((x, y) =>
        {
            double grey = 0.2 + (0.6 * x / Size);
            foreach (var disk in disks)
            {
                grey = Math.Pow(x - disk.X, 2) + Math.Pow(y - disk.Y, 2) < disk.Radius * disk.Radius ? disk.Grey : grey;
            }

            return grey;
        });
    }

    /// <summary>The picture as a bad camera sees it: every value is a little wrong, and some are lost altogether.</summary>
    public Picture AddNoise(Random random) => Create((x, y) =>
        random.NextDouble() < 0.06 ? random.Next(2) : this[x, y] + (0.3 * (random.NextDouble() + random.NextDouble() - 1)));

    /// <summary>How like another picture this one is: the peak signal-to-noise ratio, in dB.</summary>
    public double GetLikeness(Picture other)
    {
        double squares = _values.Zip(other._values, (value, wanted) => Math.Pow(value - wanted, 2)).Average();
        return -10 * Math.Log10(squares);
    }
}
