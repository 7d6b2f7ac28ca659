using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Sets the number of libtorch's threads, and sets it back.</summary>
internal sealed class ThreadLimit : IDisposable
{
    // Below this a network's single operations take some ten microseconds, and to share one out costs what it saves; on a busy
    // machine, where one of the threads has to wait for a processor and the others for it, ten times as much.
    private const int PixelsWorthSharing = 256;

    private readonly int _before = torch.get_num_threads();

    /// <param name="threads">The number of threads; null for as many as there are.</param>
    public ThreadLimit(int? threads)
    {
        if (threads is { } count && count != _before)
        {
            torch.set_num_threads(count);
        }
    }

    /// <param name="threads">The number of threads; null to decide by the images' size.</param>
    /// <param name="shape">The shape of the images.</param>
    public ThreadLimit(int? threads, ImageShape shape)
        : this(threads ?? (shape.Height * shape.Width <= PixelsWorthSharing ? 1 : null))
    {
    }

    public void Dispose()
    {
        if (torch.get_num_threads() != _before)
        {
            torch.set_num_threads(_before);
        }
    }
}
