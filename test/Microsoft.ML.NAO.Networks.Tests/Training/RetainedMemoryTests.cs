using System.Diagnostics;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class RetainedMemoryTests
{
    private const int Blocks = 40;

    [TestMethod]
    public void WhatWasKeptGoesBack()
    {
        AllocateAndFree();
        long before = GetMemory();
        var first = new RetainedMemory();
        var second = new RetainedMemory();
        AllocateAndFree();

        first.Dispose();
        first.Dispose();
        second.Dispose();

        Assert.IsLessThan(before + (Blocks * 4L << 20), GetMemory());
    }

    // 16 MB each: below the size of blocks that glibc always maps one by one.
    private static void AllocateAndFree()
    {
        using var scope = torch.NewDisposeScope();
        for (int i = 0; i < Blocks; i++)
        {
            torch.ones(4 << 20);
        }
    }

    private static long GetMemory()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
