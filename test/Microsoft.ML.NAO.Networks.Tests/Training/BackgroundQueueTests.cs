using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class BackgroundQueueTests
{
    [TestMethod]
    public void GivesTheItemsInOrderFromAnotherThread()
    {
        int thread = Environment.CurrentManagedThreadId;
        using var queue = new BackgroundQueue<(int Item, int Thread)>(
            Enumerable.Range(0, 50).Select(item => (item, Environment.CurrentManagedThreadId)), ahead: 2);

        for (int i = 0; i < 50; i++)
        {
            var (item, maker) = queue.Take(CancellationToken.None);
            Assert.AreEqual(i, item);
            Assert.AreNotEqual(thread, maker);
        }

        Assert.ThrowsExactly<InvalidOperationException>(() => queue.Take(CancellationToken.None));
    }

    [TestMethod]
    public void IsNotFurtherAheadThanItMay()
    {
        int made = 0;
        using var reached = new ManualResetEventSlim();
        using var queue = new BackgroundQueue<int>(
            Enumerable.Range(0, 50).Select(item =>
            {
                if (Interlocked.Increment(ref made) == 3)
                {
                    reached.Set();
                }

                return item;
            }),
            ahead: 2);

        Assert.IsTrue(reached.Wait(TimeSpan.FromSeconds(20)));
        Thread.Sleep(50);
        Assert.AreEqual(3, Volatile.Read(ref made));
        queue.Take(CancellationToken.None);
        Assert.IsTrue(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 4, TimeSpan.FromSeconds(20)));
    }

    [TestMethod]
    public void AnExceptionReachesWhoeverTakes()
    {
        using var queue = new BackgroundQueue<int>(Enumerable.Range(0, 5).Select(item => item < 2 ? item : throw new InvalidDataException("Image 2")), ahead: 4);

        Assert.AreEqual(0, queue.Take(CancellationToken.None));
        Assert.AreEqual(1, queue.Take(CancellationToken.None));
        var error = Assert.ThrowsExactly<InvalidDataException>(() => queue.Take(CancellationToken.None));
        Assert.ThrowsExactly<InvalidDataException>(() => queue.Take(CancellationToken.None));

        Assert.AreEqual("Image 2", error.Message);
    }

    [TestMethod]
    public void DisposingEndsAThreadThatWaits()
    {
        var makers = new List<Thread>();
        var queue = new BackgroundQueue<int>(Forever(), ahead: 1);
        queue.Take(CancellationToken.None);

        queue.Dispose();

        Assert.IsFalse(makers.Single().IsAlive);

        IEnumerable<int> Forever()
        {
            makers.Add(Thread.CurrentThread);
            for (int item = 0; ; item++)
            {
                yield return item;
            }
        }
    }

    [TestMethod]
    public void CancellingEndsTheWaiting()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        using var hold = new ManualResetEventSlim();
        using var queue = new BackgroundQueue<int>(Held(), ahead: 1);

        Assert.ThrowsExactly<OperationCanceledException>(() => queue.Take(source.Token));
        hold.Set();

        IEnumerable<int> Held()
        {
            hold.Wait();
            yield return 1;
        }
    }
}
