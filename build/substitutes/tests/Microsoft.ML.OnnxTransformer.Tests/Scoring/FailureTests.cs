using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

/// <summary>What a cursor meets may come as the innermost exception, because a cursor may read ahead on other threads.</summary>
[TestClass]
public class FailureTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void A_missing_file_is_named()
    {
        var error = Assert.ThrowsExactly<IOException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], "/nowhere/model.onnx"));

        StringAssert.Contains(error.Message, "/nowhere/model.onnx");
    }

    [TestMethod]
    public void A_damaged_model_is_an_error_of_the_runtime()
    {
        using var file = new ModelFile([1, 2, 3, 4]);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path));

        StringAssert.StartsWith(error.Message, "Error initializing model :");
        Assert.IsInstanceOfType<OnnxRuntimeException>(error.InnerException);
    }

    [TestMethod]
    public void An_unknown_output_is_named_with_those_there_are()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 2));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ApplyOnnxModel(["z"], ["x"], file.Path));

        StringAssert.Contains(error.Message, "z, does not exist in the ONNX model");
        StringAssert.Contains(error.Message, "[y]");
    }

    [TestMethod]
    public void A_missing_column_is_named()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 2));
        var data = _context.Data.LoadFromEnumerable(new[] { new FeatureRow { Features = [1, 2] } });

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data));

        StringAssert.Contains(error.Message, "Could not find input column 'x'");
    }

    [TestMethod]
    public void A_column_of_another_type_is_named()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 2));
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<double> { x = [1, 2] } });

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data));

        StringAssert.Contains(error.Message, "Schema mismatch for input column 'x': expected Single");
    }

    [TestMethod]
    public void A_vector_of_another_length_is_refused()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 3));
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data));

        StringAssert.Contains(error.Message, "Input 'x' has shape 1,3, but input data is of length 2");
    }

    [TestMethod]
    public void A_vector_that_holds_two_samples_fails_when_it_is_read()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 1));
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });
        var scored = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data).Transform(data);

        var error = Assert.Throws<Exception>(() => scored.ReadVectors<float>("y"));

        Assert.IsInstanceOfType<ArgumentException>(error.GetBaseException());
    }

    [TestMethod]
    public void A_second_open_dimension_is_refused()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, -1, -1));
        var data = _context.Data.LoadFromEnumerable(new[] { new OpenRow { x = [1, 2] } });

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data));

        StringAssert.Contains(error.Message, "Only 1 unknown dimension is allowed");
    }

    [TestMethod]
    public void A_given_shape_has_to_fit_the_models()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 2));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path, new Dictionary<string, int[]> { ["x"] = [1, 3] }, recursionLimit: 100));

        StringAssert.Contains(error.Message, "The specified shape 1,3 is not compatible with the shape -1,2");
    }

    [TestMethod]
    public void An_output_without_dimensions_has_a_scalar_column_that_cannot_be_read()
    {
        var graph = new OnnxGraph()
            .Input("x", OnnxType.Float, -1, 2)
            .Node("ReduceSum", ["x"], ["y"], new OnnxAttribute("keepdims", Int: 0))
            .Output("y", OnnxType.Float);
        using var file = new ModelFile(graph.ToArray());
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });
        var scored = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data).Transform(data);

        Assert.AreEqual(Data.NumberDataViewType.Single, scored.Schema["y"].Type);
        var error = Assert.Throws<Exception>(() => ReadScalar(scored, "y"));
        Assert.IsInstanceOfType<ArgumentNullException>(error.GetBaseException());
    }

    [TestMethod]
    public void An_output_without_a_shape_is_refused()
    {
        var graph = new OnnxGraph()
            .Input("x", OnnxType.Float, -1, 2)
            .Node("Identity", ["x"], ["y"])
            .OutputWithoutShape("y", OnnxType.Float);
        using var file = new ModelFile(graph.ToArray());

        Assert.ThrowsExactly<NullReferenceException>(() => _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path));
    }

    [TestMethod]
    public void A_disposed_transformer_no_longer_runs()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, 2));
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });
        var transformer = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data);

        transformer.Dispose();
        transformer.Dispose();

        var error = Assert.Throws<Exception>(() => transformer.Transform(data).ReadVectors<float>("y"));
        Assert.IsInstanceOfType<NullReferenceException>(error.GetBaseException());
    }

    private static float ReadScalar(IDataView view, string name)
    {
        using var cursor = view.GetRowCursor([view.Schema[name]]);
        var getter = cursor.GetGetter<float>(view.Schema[name]);
        Assert.IsTrue(cursor.MoveNext());
        float value = 0;
        getter(ref value);
        return value;
    }
}
