using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

/// <summary>What happens without a graphics processor, or with an ONNX Runtime that knows of none.</summary>
[TestClass]
public class DeviceTests
{
    /// <summary>No machine has so many.</summary>
    private const int MissingDevice = 99;

    private readonly ModelFile _file = new(SampleModels.Twice(OnnxType.Float, -1, 2));

    [TestInitialize]
    public void SkipNewerRuntimes()
    {
        Version version = typeof(OnnxRuntime.InferenceSession).Assembly.GetName().Version!;
        if (version >= new Version(1, 24))
        {
            // Microsoft.ML.OnnxTransformer lets that error through, whatever it may fall back to.
            Assert.Inconclusive($"Skipped: the library of ONNX Runtime {version} for CPUs lacks the functions for others, and asking for one is an EntryPointNotFoundException.");
        }
    }

    [TestCleanup]
    public void Cleanup() => _file.Dispose();

    [TestMethod]
    public void A_missing_processor_is_an_error()
    {
        var context = new MLContext(1) { GpuDeviceId = MissingDevice, FallbackToCpu = false };

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path));

        StringAssert.StartsWith(error.Message, "Error initializing model");
    }

    [TestMethod]
    public void The_context_may_fall_back_to_the_cpu()
    {
        var context = new MLContext(1) { GpuDeviceId = MissingDevice, FallbackToCpu = true };
        var data = context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });

        var scored = context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path).Fit(data).Transform(data);

        CollectionAssert.AreEqual(new float[] { 2, 4 }, scored.ReadVectors<float>("y")[0]);
    }

    [TestMethod]
    public void An_argument_does_not_hear_the_contexts_fallback()
    {
        var context = new MLContext(1) { FallbackToCpu = true };

        Assert.ThrowsExactly<InvalidOperationException>(() => context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path, gpuDeviceId: MissingDevice));
        context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path, gpuDeviceId: MissingDevice, fallbackToCpu: true);
    }
}
