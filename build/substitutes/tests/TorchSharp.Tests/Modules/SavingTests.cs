using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Modules;

[TestClass]
public sealed class SavingTests
{
    [TestMethod]
    public void WhatIsSavedIsLoaded()
    {
        using var source = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        using var target = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        using Tensor images = randn(4, 1, 5, 5);
        source.call(images);
        using var file = new MemoryStream();
        source.save(file);

        target.load(new MemoryStream(file.ToArray()));

        source.eval();
        target.eval();
        Numbers.AreClose(source.call(images), target.call(images));
        Assert.AreEqual(1, target.state_dict()["1.num_batches_tracked"].item<long>());
    }

    [TestMethod]
    public void TheFileIsTheRealPackages()
    {
        using var layer = nn.Linear(2, 1);
        using (no_grad())
        {
            layer.weight!.copy_(tensor(new[,] { { 1f, 2 } }));
            layer.bias!.copy_(tensor(new[] { 3f }));
        }

        using var file = new MemoryStream();
        layer.save(file);

        // Two entries: name, element type 6, dimensions, sizes, values.
        byte[] expected =
        [
            2,
            6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40,
            4, .. "bias"u8, 6, 1, 1, 0, 0, 0x40, 0x40,
        ];
        CollectionAssert.AreEqual(expected, file.ToArray());
    }

    [TestMethod]
    public void AFileOfAnotherModelIsRefused()
    {
        using var source = nn.Linear(2, 1);
        using var target = nn.Linear(3, 1);
        using var file = new MemoryStream();
        source.save(file);

        var error = Assert.ThrowsExactly<ArgumentException>(() => target.load(new MemoryStream(file.ToArray())));

        StringAssert.Contains(error.Message, "Mismatched tensor shape");
    }

    [TestMethod]
    public void AFileWithOtherNamesIsRefused()
    {
        using var source = nn.Sequential(nn.Linear(2, 1));
        using var target = nn.Linear(2, 1);
        using var file = new MemoryStream();
        source.save(file);

        var error = Assert.ThrowsExactly<ArgumentException>(() => target.load(new MemoryStream(file.ToArray())));

        StringAssert.Contains(error.Message, "'0.weight'");
    }

    [TestMethod]
    public void StatesCopyByName()
    {
        using var source = nn.Linear(2, 2);
        using var target = nn.Linear(2, 2);

        target.load_state_dict(source.state_dict());

        Numbers.AreClose(source.weight!, target.weight!);
        Assert.IsTrue(target.weight!.requires_grad);
        Assert.ThrowsExactly<InvalidOperationException>(() => nn.Linear(2, 2, hasBias: false).load_state_dict(source.state_dict()));
    }

    [TestMethod]
    public void TensorsSaveThemselves()
    {
        using Tensor source = arange(6).reshape(2, 3);
        using Tensor target = zeros_like(source);
        using var file = new MemoryStream();
        source.Save(new BinaryWriter(file));
        file.Position = 0;

        target.Load(new BinaryReader(file));

        CollectionAssert.AreEqual(source.Longs(), target.Longs());
    }
}
