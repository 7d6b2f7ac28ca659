using System.Runtime.CompilerServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Scopes;

[TestClass]
public sealed class MemoryTests
{
    private const int Steps = 10_000;
    private const int WarmUpSteps = 2_500;
    private const long Megabyte = 1 << 20;

    // One step's tensors are about 200 KB: a leak of one a step would take 2 GB, one of a hundredth of them 20 MB.
    private const long AllowedGrowth = 16 * Megabyte;

    [TestMethod]
    public void TrainingLeavesTensorsAndMemoryWhereTheyWere()
    {
        using var network = nn.Sequential(nn.Conv2d(1, 4, 3, padding: 1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64, 3));
        using var optimizer = optim.Adam(network.parameters(), 1e-3);
        using Tensor images = randn(16, 1, 8, 8);
        using Tensor labels = randint(3, new long[] { 16 });
        Train(network, optimizer, images, labels, WarmUpSteps);
        Collect();
        long tensors = Tensor.TotalCount;
        long memory = ResidentMemory();

        Train(network, optimizer, images, labels, Steps);

        Collect();
        Assert.AreEqual(tensors, Tensor.TotalCount, "live tensors");
        long growth = ResidentMemory() - memory;
        Assert.IsTrue(growth < AllowedGrowth, $"{Steps} steps made the process grow by {growth / Megabyte} MB.");
    }

    [TestMethod]
    public void WhatNobodyDisposesOfIsFinalized()
    {
        Collect();
        long before = Tensor.TotalCount;

        Forget(1000);
        Assert.IsTrue(Tensor.TotalCount >= before);
        Collect();

        // One may still be in a register or a stack slot.
        Assert.IsTrue(Tensor.TotalCount <= before + 2, $"{Tensor.TotalCount - before} of 1000 tensors are left.");
    }

    [TestMethod]
    public void ForgottenTensorsGiveTheirMemoryBack()
    {
        ForgetLarge();
        Collect();
        long memory = ResidentMemory();

        for (int i = 0; i < 50; i++)
        {
            ForgetLarge();
            Collect();
        }

        Assert.IsTrue(ResidentMemory() - memory < 2 * AllowedGrowth, "50 forgotten tensors of 16 MB each are still there.");
    }

    private static void Train(Sequential network, optim.Optimizer optimizer, Tensor images, Tensor labels, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images), labels).backward();
            nn.utils.clip_grad_norm_(network.parameters(), 5);
            optimizer.step();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ones(10).add(1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetLarge() => ones(4 * Megabyte);

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long ResidentMemory()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
