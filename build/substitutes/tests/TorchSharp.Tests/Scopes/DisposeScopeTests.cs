using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Scopes;

[TestClass]
public sealed class DisposeScopeTests
{
    [TestMethod]
    public void AScopeDisposesOfWhatWasMadeInIt()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(2) + ones(2);
            Assert.AreEqual(3, scope.DisposablesCount);
            Assert.IsTrue(scope.Contains(inside));
        }

        Assert.IsTrue(inside.IsInvalid);
    }

    [TestMethod]
    public void WhatMovesOutLivesAsLongAsTheScopeOutside()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = (ones(2) * 3).MoveToOuterDisposeScope();
            }

            Assert.IsFalse(moved.IsInvalid);
            Assert.IsTrue(outer.Contains(moved));
        }

        Assert.IsTrue(moved.IsInvalid);
    }

    [TestMethod]
    public void WhatIsDetachedBelongsToNobody()
    {
        Tensor detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                detached = ones(2).DetachFromDisposeScope();
            }
        }

        Assert.IsFalse(detached.IsInvalid);
        detached.Dispose();
    }

    [TestMethod]
    public void WhatIsDisposedOfLeavesItsScope()
    {
        using var scope = NewDisposeScope();

        ones(2).Dispose();

        Assert.AreEqual(0, scope.DisposablesCount);
    }

    [TestMethod]
    public void AScopeCanBeEmptiedBesidesSome()
    {
        using var scope = NewDisposeScope();
        Tensor kept = ones(2);
        Tensor dropped = ones(3);

        scope.DisposeEverythingBut(kept);

        Assert.IsFalse(kept.IsInvalid);
        Assert.IsTrue(dropped.IsInvalid);
        Assert.AreEqual(1, scope.DisposablesCount);
        Assert.AreSame(kept, scope.DisposablesView.Single());
    }

    [TestMethod]
    public void SeveralMoveTogether()
    {
        using var outer = NewDisposeScope();
        using (var inner = NewDisposeScope())
        {
            var (a, b) = inner.MoveToOuter(ones(1), ones(2));
            inner.Detach(ones(3)).Dispose();

            Assert.IsTrue(outer.Contains(a) && outer.Contains(b));
            Assert.IsFalse(inner.Contains(a));
        }

        Assert.AreEqual(2, outer.DisposablesCount);
    }

    [TestMethod]
    public void TensorsOutliveTheThreadOnlyOutsideItsScopes()
    {
        Tensor elsewhere = ones(1);
        using (NewDisposeScope())
        {
            var thread = new Thread(() => elsewhere = ones(2));
            thread.Start();
            thread.Join();
        }

        // The other thread had no scope.
        Assert.IsFalse(elsewhere.IsInvalid);
        elsewhere.Dispose();
    }

    [TestMethod]
    public void TheStatisticsCount()
    {
        KnownVersions.SkipNewer();
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();

        using Tensor outside = ones(1);
        using (NewDisposeScope())
        {
            ones(1);
            ones(1).Dispose();
            ones(1).DetachFromDisposeScope().Dispose();
            Assert.AreEqual(1, statistics.ThreadTotalLiveCount);
        }

        Assert.AreEqual(1, statistics.CreatedOutsideScopeCount);
        Assert.AreEqual(3, statistics.CreatedInScopeCount);
        Assert.AreEqual(2, statistics.DisposedInScopeCount);
        Assert.AreEqual(1, statistics.DetachedFromScopeCount);
        Assert.AreEqual(0, statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void AnExpressionInAScopeOfItsOwn()
    {
        using var scope = NewDisposeScope();

        Tensor result = WrappedTensorDisposeScope(() => (ones(2) + 1) * 2);

        Assert.AreEqual(8f, result.sum().item<float>());
        Assert.IsTrue(scope.Contains(result));
        Assert.AreEqual(2, scope.DisposablesCount);
    }

    [TestMethod]
    public void ALongLivedScopeStaysSmall()
    {
        using var scope = NewDisposeScope();
        Tensor kept = ones(1);

        for (int i = 0; i < 10_000; i++)
        {
            ones(1).Dispose();
        }

        Assert.AreEqual(1, scope.DisposablesCount);
        Assert.IsFalse(kept.IsInvalid);
    }

    [TestMethod]
    public void AnErrorEndsItsScope()
    {
        Tensor? inside = null;
        try
        {
            using (NewDisposeScope())
            {
                inside = zeros(3);
                inside.add(zeros(4));
            }
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
        }

        Assert.IsTrue(inside!.IsInvalid);
    }
}
