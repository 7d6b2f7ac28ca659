using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Runtime;

[TestClass]
public class InferenceSessionTests
{
    [TestMethod]
    public void Metadata_names_types_and_shapes_of_inputs_and_outputs()
    {
        using var session = new InferenceSession(SampleModels.Classifier([[1, 0], [0, 1], [1, 1]]));

        CollectionAssert.AreEqual(new[] { "Features" }, session.InputNames.ToArray());
        CollectionAssert.AreEqual(new[] { "Score", "i" }, session.OutputNames.ToArray());
        var input = session.InputMetadata["Features"];
        Assert.AreEqual(OnnxValueType.ONNX_TYPE_TENSOR, input.OnnxValueType);
        Assert.IsTrue(input.IsTensor);
        Assert.IsFalse(input.IsString);
        Assert.AreEqual(typeof(float), input.ElementType);
        Assert.AreEqual(TensorElementType.Float, input.ElementDataType);
        CollectionAssert.AreEqual(new[] { -1, 2 }, input.Dimensions);
        CollectionAssert.AreEqual(new[] { "Features_0", string.Empty }, input.SymbolicDimensions);
        Assert.AreEqual(typeof(long), session.OutputMetadata["i"].ElementType);
        Assert.AreEqual("graph", session.ModelMetadata.GraphName);
        Assert.AreEqual("tests", session.ModelMetadata.ProducerName);
    }

    [TestMethod]
    public void Named_values_run_in_batches()
    {
        using var session = new InferenceSession(SampleModels.Classifier([[1, 0], [0, 1], [1, 1]]));
        var features = new DenseTensor<float>(new float[] { 1, 2, -3, -4 }, new[] { 2, 2 });

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Features", features)]);

        Assert.HasCount(2, results);
        Assert.AreEqual("Score", results[0].Name);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, -3, -4, -7 }, results[0].AsTensor<float>().ToArray());
        Assert.AreEqual(TensorElementType.Int64, results[1].ElementType);
        CollectionAssert.AreEqual(new long[] { 2, 0 }, results[1].AsTensor<long>().ToArray());
        Assert.IsNull(results[1].AsTensor<float>());
    }

    [TestMethod]
    public void Values_run_without_a_copy()
    {
        using var session = new InferenceSession(SampleModels.Twice(OnnxType.Double, -1));
        using var options = new RunOptions();
        var input = new double[] { 1, 2, 3 };
        using var value = OrtValue.CreateTensorValueFromMemory(input, [3]);

        input[0] = 10;
        using var results = session.Run(options, new Dictionary<string, OrtValue> { ["x"] = value }, ["y"]);

        CollectionAssert.AreEqual(new double[] { 20, 4, 6 }, results[0].GetTensorDataAsSpan<double>().ToArray());
        CollectionAssert.AreEqual(new long[] { 3 }, results[0].GetTensorTypeAndShape().Shape);
    }

    [TestMethod]
    public void Outputs_are_written_into_the_callers_tensors()
    {
        using var session = new InferenceSession(SampleModels.Twice(OnnxType.Float, -1, 2));
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var target = new float[4];
        using var output = OrtValue.CreateTensorValueFromMemory(target, [2, 2]);

        session.Run(options, ["x"], [input], ["y"], [output]);

        CollectionAssert.AreEqual(new float[] { 2, 4, 6, 8 }, target);
    }

    [TestMethod]
    public void Text_goes_in_and_comes_out()
    {
        using var session = new InferenceSession(SampleModels.Identity(OnnxType.String, -1));
        using var input = OrtValue.CreateFromStringTensor(new DenseTensor<string>(new[] { "Straße", string.Empty, "北京" }, new[] { 3 }));
        using var options = new RunOptions();

        using var results = session.Run(options, ["x"], [input], ["y"]);

        CollectionAssert.AreEqual(new[] { "Straße", string.Empty, "北京" }, results[0].GetStringTensorAsArray());
    }

    [TestMethod]
    public void A_model_loads_from_a_path_with_options()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, SampleModels.Twice(OnnxType.Int64, 2));
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                LogId = "test",
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
                EnableMemoryPattern = false,
                EnableCpuMemArena = false,
            };
            using var session = new InferenceSession(path, options);

            using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<long>(new long[] { 4, 5 }, new[] { 2 }))], ["y"]);

            CollectionAssert.AreEqual(new long[] { 8, 10 }, results.Single().AsTensor<long>().ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void The_library_says_its_version_and_providers()
    {
        StringAssert.StartsWith(OrtEnv.Instance().GetVersionString(), "1.");
        CollectionAssert.Contains(OrtEnv.Instance().GetAvailableProviders(), "CPUExecutionProvider");
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        var error = Assert.ThrowsExactly<OnnxRuntimeException>(() => new InferenceSession("/nowhere/model.onnx"));

        StringAssert.Contains(error.Message, "[ErrorCode:NoSuchFile]");
        StringAssert.Contains(error.Message, "/nowhere/model.onnx");
    }

    [TestMethod]
    public void A_damaged_model_is_refused()
    {
        var error = Assert.ThrowsExactly<OnnxRuntimeException>(() => new InferenceSession(new byte[] { 1, 2, 3, 4 }));

        StringAssert.Contains(error.Message, "[ErrorCode:InvalidProtobuf]");
    }

    [TestMethod]
    public void A_wrong_name_type_or_shape_is_refused()
    {
        using var session = new InferenceSession(SampleModels.Twice(OnnxType.Float, -1, 2));

        var name = Assert.ThrowsExactly<OnnxRuntimeException>(() => session.Run([NamedOnnxValue.CreateFromTensor("z", new DenseTensor<float>(new[] { 1, 2 }))]));
        var type = Assert.ThrowsExactly<OnnxRuntimeException>(() => session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<double>(new[] { 1, 2 }))]));
        var shape = Assert.ThrowsExactly<OnnxRuntimeException>(() => session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new[] { 1, 3 }))]));

        StringAssert.Contains(name.Message, "'z' is not in the metadata");
        StringAssert.Contains(type.Message, "Double");
        StringAssert.Contains(shape.Message, "[ErrorCode:InvalidArgument]");
    }

    [TestMethod]
    public void Sessions_run_in_parallel()
    {
        using var session = new InferenceSession(SampleModels.Twice(OnnxType.Float, -1));

        Parallel.For(0, 2000, i =>
        {
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[] { i, -i }, new[] { 2 }))]);
            CollectionAssert.AreEqual(new float[] { 2 * i, -2 * i }, results[0].AsTensor<float>().ToArray());
        });
    }
}
