using Microsoft.ML.Data;
using Microsoft.ML.OnnxTransformer.Tests.Models;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

/// <summary>A multiclass model out of stock transformers: the scores and an index come from ONNX, the index becomes a key with the label's texts.</summary>
[TestClass]
public class ServingChainTests
{
    private static readonly string[] s_labels = ["cat", "dog", "eel"];

    // Each label's row of the weights is the one that its features point along.
    private static readonly LabelledRow[] s_rows =
    [
        new() { Features = [3, 0], Label = "cat" },
        new() { Features = [0, 2], Label = "dog" },
        new() { Features = [-1, -1], Label = "eel" },
        new() { Features = [5, 1], Label = "cat" },
    ];

    private readonly MLContext _context = new(1);
    private readonly ModelFile _file = new(SampleModels.Classifier([[1, 0], [0, 1], [-1, -1]]));

    [TestCleanup]
    public void Cleanup() => _file.Dispose();

    [TestMethod]
    public void It_evaluates_and_predicts_the_labels_texts()
    {
        var data = Data();
        var model = Fit(data);

        var scored = model.Transform(data);

        Assert.AreEqual("Features, Label, Score, PredictedLabel", string.Join(", ", scored.Schema.Where(column => !column.IsHidden).Select(column => column.Name)));
        Assert.AreEqual(1.0, _context.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        CollectionAssert.AreEqual(s_rows.Select(row => row.Label).ToArray(), Texts(model, data));
    }

    [TestMethod]
    public void A_loaded_chain_gives_the_same()
    {
        var data = Data();
        var model = Fit(data);
        var zip = Path.Combine(_file.Folder, "chain.zip");
        _context.Model.Save(model, data.Schema, zip);
        File.Delete(_file.Path);
        var before = _context.MulticlassClassification.Evaluate(model.Transform(data));

        var context = new MLContext(2);
        var loaded = context.Model.Load(zip, out _);

        Assert.AreEqual(before.LogLoss, context.MulticlassClassification.Evaluate(loaded.Transform(data)).LogLoss);
        CollectionAssert.AreEqual(s_rows.Select(row => row.Label).ToArray(), Texts(loaded, data));
    }

    [TestMethod]
    public void An_engine_predicts_and_disposes_the_model()
    {
        var model = Fit(Data());
        var data = _context.Data.LoadFromEnumerable(new[] { new FeatureRow { Features = [0, 2] } });
        var engine = _context.Model.CreatePredictionEngine<LabelledRow, Prediction>(model);

        var prediction = engine.Predict(new LabelledRow { Features = [0, 9], Label = "cat" });

        Assert.AreEqual(2u, prediction.PredictedLabel);
        CollectionAssert.AreEqual(new float[] { 0, 9, -9 }, prediction.Score);
        engine.Dispose();
        var error = Assert.Throws<Exception>(() => model.Transform(Data()).ReadVectors<float>("Score"));
        Assert.IsInstanceOfType<NullReferenceException>(error.GetBaseException());
    }

    [TestMethod]
    public void An_engine_may_leave_the_model_alone()
    {
        var model = Fit(Data());
        var engine = _context.Model.CreatePredictionEngine<LabelledRow, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });

        engine.Dispose();

        Assert.HasCount(s_rows.Length, model.Transform(Data()).ReadVectors<float>("Score"));
    }

    [TestMethod]
    public void One_engine_a_thread_is_right()
    {
        var model = Fit(Data());

        Parallel.For(0, 4, worker =>
        {
            var engine = _context.Model.CreatePredictionEngine<LabelledRow, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
            for (var i = 0; i < 200; i++)
            {
                Assert.AreEqual(i, engine.Predict(new LabelledRow { Features = [i, worker], Label = "cat" }).Score[0]);
            }
        });
    }

    private IDataView Data()
    {
        var data = _context.Data.LoadFromEnumerable(s_rows);
        var keys = _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Transforms.SelectColumns("Features", "Label"));
        return keys.Fit(data).Transform(data);
    }

    private string[] Texts(ITransformer model, IDataView data)
    {
        var scored = model.Transform(data);
        var texts = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        return [.. _context.Data.CreateEnumerable<TextPrediction>(texts, reuseRowObject: false).Select(row => row.PredictedLabel)];
    }

    private ITransformer Fit(IDataView data)
    {
        var hash = _context.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions("h", "i", numberOfBits: 31, combine: true));
        return _context.Transforms.ApplyOnnxModel(["Score", "i"], ["Features"], _file.Path)
            .Append(hash)
            .Append(MapToKeys(hash))
            .Append(_context.Transforms.DropColumns("i", "h"))
            .Fit(data);
    }

    /// <summary>Maps the hash of each index to the label's key.</summary>
    private ValueMappingEstimator MapToKeys(HashingEstimator hash)
    {
        var indices = _context.Data.LoadFromEnumerable(s_labels.Select((_, index) => new IndexRow { i = [index] }));
        var hashed = hash.Fit(indices).Transform(indices);
        var hashes = _context.Data.CreateEnumerable<HashRow>(hashed, reuseRowObject: false).Select(row => row.h).ToArray();

        var definition = SchemaDefinition.Create(typeof(LookupRow));
        definition["hash"].ColumnType = hashed.Schema["h"].Type;
        definition["key"].ColumnType = new KeyDataViewType(typeof(uint), s_labels.Length);
        var texts = new VBuffer<ReadOnlyMemory<char>>(s_labels.Length, [.. s_labels.Select(label => label.AsMemory())]);
        definition["key"].AddAnnotation("KeyValues", texts, new VectorDataViewType(TextDataViewType.Instance, s_labels.Length));

        // Keys count from 1 in a data view, and from 0 in the objects that become one.
        var lookup = _context.Data.LoadFromEnumerable(hashes.Select((value, index) => new LookupRow { hash = value - 1, key = (uint)index }), definition);
        return _context.Transforms.Conversion.MapValue("PredictedLabel", lookup, lookup.Schema["hash"], lookup.Schema["key"], "h");
    }

    private sealed class LabelledRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = string.Empty;
    }

    private sealed class IndexRow
    {
        [VectorType(1)]
        public long[] i { get; set; } = [];
    }

    private sealed class HashRow
    {
        public uint h { get; set; }
    }

    private sealed class LookupRow
    {
        public uint hash { get; set; }

        public uint key { get; set; }
    }

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class TextPrediction
    {
        public string PredictedLabel { get; set; } = string.Empty;
    }
}
