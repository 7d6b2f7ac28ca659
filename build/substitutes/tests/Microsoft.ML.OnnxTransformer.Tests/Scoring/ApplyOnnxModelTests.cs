using Microsoft.ML.Data;
using Microsoft.ML.OnnxTransformer.Tests.Models;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

[TestClass]
public class ApplyOnnxModelTests
{
    private static readonly FeatureRow[] s_rows =
    [
        new() { Features = [1, 2] },
        new() { Features = [-3, -4] },
        new() { Features = [5, 0] },
    ];

    private readonly MLContext _context = new(1);
    private readonly ModelFile _classifier = new(SampleModels.Classifier([[1, 0], [0, 1], [1, 1]]));

    [TestCleanup]
    public void Cleanup() => _classifier.Dispose();

    [TestMethod]
    public void Outputs_become_vectors_of_their_declared_shapes()
    {
        var transformer = _context.Transforms.ApplyOnnxModel(["Score", "i"], ["Features"], _classifier.Path).Fit(Data());

        var schema = transformer.GetOutputSchema(Data().Schema);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Int64, 1), schema["i"].Type);
        CollectionAssert.AreEqual(new[] { "Features", "Score", "i" }, schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void Each_row_runs_by_itself()
    {
        var scored = _context.Transforms.ApplyOnnxModel(["Score", "i"], ["Features"], _classifier.Path).Fit(Data()).Transform(Data());

        var rows = _context.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false).ToArray();

        CollectionAssert.AreEqual(new float[] { 1, 2, 3 }, rows[0].Score);
        CollectionAssert.AreEqual(new float[] { -3, -4, -7 }, rows[1].Score);
        CollectionAssert.AreEqual(new float[] { 5, 0, 5 }, rows[2].Score);
        CollectionAssert.AreEqual(new long[] { 2, 0, 0 }, rows.Select(row => row.i.Single()).ToArray());
    }

    [TestMethod]
    public void Without_names_all_inputs_and_outputs_are_columns()
    {
        var scored = _context.Transforms.ApplyOnnxModel(_classifier.Path).Fit(Data()).Transform(Data());

        CollectionAssert.AreEqual(new[] { "Features", "Score", "i" }, scored.Schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void One_output_alone_runs()
    {
        var scored = _context.Transforms.ApplyOnnxModel("i", "Features", _classifier.Path).Fit(Data()).Transform(Data());

        CollectionAssert.AreEqual(new long[] { 2, 0, 0 }, scored.ReadVectors<long>("i").Select(row => row.Single()).ToArray());
        Assert.IsNull(scored.Schema.GetColumnOrNull("Score"));
    }

    [TestMethod]
    public void Options_choose_columns_and_threads()
    {
        var options = new OnnxOptions { ModelFile = _classifier.Path, InputColumns = ["Features"], OutputColumns = ["Score"], IntraOpNumThreads = 1, InterOpNumThreads = 1 };

        var scored = _context.Transforms.ApplyOnnxModel(options).Fit(Data()).Transform(Data());

        CollectionAssert.AreEqual(new float[] { -3, -4, -7 }, scored.ReadVectors<float>("Score")[1]);
        Assert.AreEqual(100, options.RecursionLimit);
        Assert.IsNull(options.GpuDeviceId);
        Assert.IsFalse(options.FallbackToCpu);
    }

    [TestMethod]
    public void Slot_names_come_from_a_label_encoder()
    {
        var graph = new OnnxGraph()
            .Input("x", OnnxType.Float, -1, 2)
            .Input("mlnet.Score.unusedInput", OnnxType.String, -1, 1)
            .Node("Identity", ["x"], ["Score"])
            .SlotNames("Score", "mlnet.Score.unusedInput", "cat", "dog")
            .Output("Score", OnnxType.Float, -1, 2)
            .Output("mlnet.Score.unusedOutput", OnnxType.Int64, -1, 1);
        using var file = new ModelFile(graph.ToArray());
        var data = _context.Data.LoadFromEnumerable(new PairRow<float>[] { new() { x = [1, 2] } });

        var scored = _context.Transforms.ApplyOnnxModel(["Score"], ["x"], file.Path).Fit(data).Transform(data);

        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].Annotations.GetValue("SlotNames", ref names);
        CollectionAssert.AreEqual(new[] { "cat", "dog" }, names.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void A_given_shape_takes_several_samples_in_a_row()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, -1));
        var shapes = new Dictionary<string, int[]> { ["x"] = [2, 1], ["y"] = [2, 1] };
        var data = _context.Data.LoadFromEnumerable(new PairRow<float>[] { new() { x = [1, 2] } });

        var scored = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path, shapes, recursionLimit: 100).Fit(data).Transform(data);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2, 1), scored.Schema["y"].Type);
        CollectionAssert.AreEqual(new float[] { 2, 4 }, scored.ReadVectors<float>("y")[0]);
    }

    [TestMethod]
    public void Vectors_of_any_length_fill_the_open_dimension()
    {
        using var file = new ModelFile(SampleModels.Twice(OnnxType.Float, -1, -1));
        var data = _context.Data.LoadFromEnumerable(new OpenRow[] { new() { x = [1, 2] }, new() { x = [3] }, new() { x = [4, 5] }, new() { x = [6, 7, 8] } });

        var scored = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Fit(data).Transform(data);

        Assert.IsFalse(((VectorDataViewType)scored.Schema["y"].Type).IsKnownSize);
        var rows = scored.ReadVectors<float>("y");
        CollectionAssert.AreEqual(new float[] { 2, 4 }, rows[0]);
        CollectionAssert.AreEqual(new float[] { 6 }, rows[1]);
        CollectionAssert.AreEqual(new float[] { 8, 10 }, rows[2]);
        CollectionAssert.AreEqual(new float[] { 12, 14, 16 }, rows[3]);
    }

    [TestMethod]
    public void Cursors_run_in_parallel()
    {
        var data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(i => new FeatureRow { Features = [i, -i] }));
        var scored = _context.Transforms.ApplyOnnxModel(["Score", "i"], ["Features"], _classifier.Path).Fit(data).Transform(data);

        Parallel.For(0, 8, _ =>
        {
            var rows = scored.ReadVectors<float>("Score");
            for (var i = 0; i < rows.Length; i++)
            {
                CollectionAssert.AreEqual(new float[] { i, -i, 0 }, rows[i]);
            }
        });
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(s_rows);
}
