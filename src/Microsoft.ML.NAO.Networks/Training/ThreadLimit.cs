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

    /// <param name="threads">The number of threads; null to decide by the work.</param>
    /// <param name="worthSharing">Whether a network's operations are worth sharing out.</param>
    public ThreadLimit(int? threads, bool worthSharing)
        : this(threads ?? (worthSharing ? null : 1))
    {
    }

    /// <summary>Whether the operations on images of a shape are worth sharing out.</summary>
    public static bool IsWorthSharing(ImageShape shape) => shape.Height * shape.Width > PixelsWorthSharing;

    public void Dispose()
    {
        if (torch.get_num_threads() != _before)
        {
            torch.set_num_threads(_before);
        }
    }
}
