using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

/// <summary>Labels that are keys, whatever their key values are.</summary>
[TestClass]
public sealed class LabelKeyTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void KeyValuesThatAreNoTextsAreKept()
    {
        IDataView data = _context.Transforms.Conversion.MapValueToKey("Label", nameof(KeyRow.IsInner)).Fit(View()).Transform(View());

        using NeuralArchitectureTransformer model = Fit(data);
        IDataView scored = AssertSchemaAsPromised(data, model);

        IDataView back = _context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel").Fit(scored).Transform(scored);
        CollectionAssert.IsSubsetOf(back.GetColumn<bool>("Answer").Distinct().ToArray(), new[] { true, false });
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEquivalent(new[] { "True", "False" }, names.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void KeysWithoutValuesStayKeysWithoutValues()
    {
        IDataView data = _context.Transforms.CopyColumns("Label", nameof(KeyRow.Key)).Fit(View()).Transform(View());

        using NeuralArchitectureTransformer model = Fit(data);
        IDataView scored = AssertSchemaAsPromised(data, model);

        Assert.AreEqual(data.Schema["Label"].Type, scored.Schema["PredictedLabel"].Type);
        Assert.IsTrue(scored.GetColumn<uint>("PredictedLabel").All(key => key is 1 or 2));
    }

    [TestMethod]
    public void KeysOfAnotherSizeAreRefusedInAndOutOfAPipeline()
    {
        IDataView data = _context.Transforms.CopyColumns("Label", nameof(KeyRow.SmallKey)).Fit(View()).Transform(View());
        var estimator = _context.Auto().NeuralArchitecture(Options());

        foreach (Action fit in (Action[])[() => estimator.Fit(data), () => _context.Transforms.CopyColumns("Copy", "Label").Append(estimator).Fit(data)])
        {
            string message = Assert.ThrowsExactly<ArgumentException>(fit).Message;
            StringAssert.Contains(message, "The label column 'Label' is of type Key<Byte");
            StringAssert.Contains(message, "MapValueToKey(\"Label\")");
        }
    }

    private static NeuralArchitectureOptions Options()
    {
        NeuralArchitectureOptions options = Shapes.SmallSearch(trials: 1);
        options.NumberOfFolds = 1;
        options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(90, 30);
        options.Tabular.FinalTraining = options.Tabular.SearchTraining;
        return options;
    }

    private NeuralArchitectureTransformer Fit(IDataView data) => _context.Auto().NeuralArchitecture(Options()).Fit(data);

    private IDataView AssertSchemaAsPromised(IDataView data, NeuralArchitectureTransformer model) =>
        SchemaShapes.AssertAsPromised(_context.Auto().NeuralArchitecture(Options()), data, model);

    private IDataView View() => _context.Data.LoadFromEnumerable(Tables.Rings(90, 1).Select(row => new KeyRow
    {
        Features = row.Features,
        IsInner = row.IsInner,
        Key = row.IsInner ? 0u : 1u,
        SmallKey = (byte)(row.IsInner ? 0 : 1),
    }).ToArray());

    private sealed class KeyRow
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public bool IsInner { get; set; }

        [KeyType(2)]
        public uint Key { get; set; }

        [KeyType(2)]
        public byte SmallKey { get; set; }
    }
}
