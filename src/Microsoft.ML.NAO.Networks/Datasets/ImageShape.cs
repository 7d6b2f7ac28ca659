namespace Microsoft.ML.NAO.Datasets;

/// <summary>The shape of an image.</summary>
/// <param name="Channels">The number of channels: 1 for grey, 3 for colour.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Width">The width in pixels.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The number of values of one image: channels × height × width.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Throws unless every dimension is positive.</summary>
    /// <exception cref="ArgumentException">A dimension is zero or negative.</exception>
    public void Validate()
    {
        if (Channels <= 0 || Height <= 0 || Width <= 0)
        {
            throw new ArgumentException($"An image of shape {this} has no pixels: channels, height and width must be positive.");
        }
    }

    /// <summary>The shape as text, for example <c>3×32×32</c>.</summary>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
