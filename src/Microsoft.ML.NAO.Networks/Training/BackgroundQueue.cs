using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Microsoft.ML.NAO.Training;

/// <summary>Makes items on a thread of its own, some ahead of whoever takes them. The thread ends before disposing does.</summary>
/// <typeparam name="T">What is made.</typeparam>
internal sealed class BackgroundQueue<T> : IDisposable
{
    private readonly BlockingCollection<T> _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    /// <param name="items">Makes the items, one after the other, on the other thread.</param>
    /// <param name="ahead">How many may wait to be taken, beside the one that is being made.</param>
    public BackgroundQueue(IEnumerable<T> items, int ahead)
    {
        _ready = new BlockingCollection<T>(ahead);
        _thread = new Thread(() => Make(items)) { IsBackground = true, Name = "NAO data" };
        _thread.Start();
    }

    /// <summary>The next item, as soon as it is made.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">There are no more items.</exception>
    /// <remarks>What making the item throws is thrown here, with the stack of the other thread.</remarks>
    public T Take(CancellationToken cancellationToken)
    {
        if (_ready.TryTake(out T? item, Timeout.Infinite, cancellationToken))
        {
            return item;
        }

        _failure?.Throw();
        throw new InvalidOperationException("All items were taken.");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Make(IEnumerable<T> items)
    {
        try
        {
            foreach (T item in items)
            {
                _ready.Add(item, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody takes items any more.
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
