using System.ComponentModel.DataAnnotations;
using Microsoft.ML.AutoML;
using Microsoft.ML.NAO.Tests.Data;

namespace Microsoft.ML.NAO.Tests.Estimators;

[TestClass]
public sealed class BadInputTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void NamesAMissingLabelColumnAndTheColumnsThereAre()
    {
        var options = Shapes.SmallSearch();
        options.LabelColumnName = "Klass";

        var error = Refuse(Shapes.Draw(30, 1), options);

        StringAssert.Contains(error.Message, "no label column 'Klass'");
        StringAssert.Contains(error.Message, "'Features'");
    }

    [TestMethod]
    public void NamesAMissingFeatureColumn()
    {
        var options = Shapes.SmallSearch();
        options.FeatureColumnName = "Pixels";

        StringAssert.Contains(Refuse(Shapes.Draw(30, 1), options).Message, "no feature column 'Pixels'");
    }

    [TestMethod]
    public void AsksForMapValueToKeyWhereTheLabelIsNoKey()
    {
        IDataView data = Shapes.View(_context, Shapes.Draw(30, 1));

        var estimator = _context.Auto().NeuralArchitecture(Shapes.SmallSearch());

        foreach (Action fit in (Action[])[() => estimator.Fit(data), () => _context.Transforms.CopyColumns("Copy", "Label").Append(estimator).Fit(data)])
        {
            string message = Assert.ThrowsExactly<ArgumentException>(fit).Message;
            StringAssert.Contains(message, "The label column 'Label' is of type String");
            StringAssert.Contains(message, "MapValueToKey(\"Label\")");
        }
    }

    [TestMethod]
    public void AsksForAVectorOfSingleInAPipelineToo()
    {
        IDataView data = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.Conversion.ConvertType("Features", outputKind: Microsoft.ML.Data.DataKind.Double))
            .Fit(Shapes.View(_context, Shapes.Draw(30, 1))).Transform(Shapes.View(_context, Shapes.Draw(30, 1)));
        var estimator = _context.Auto().NeuralArchitecture(Shapes.SmallSearch());

        foreach (Action fit in (Action[])[() => estimator.Fit(data), () => _context.Transforms.CopyColumns("Copy", "Label").Append(estimator).Fit(data)])
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(fit).Message, "a vector of Single of a fixed size was expected");
        }
    }

    [TestMethod]
    public void ComparesTheVectorsSizeWithTheStatedShape()
    {
        var options = Shapes.SmallSearch();
        (options.Channels, options.Height, options.Width) = (3, 8, 8);

        var error = Refuse(Shapes.Draw(30, 1), options);

        StringAssert.Contains(error.Message, "'Features' has 64 values");
        StringAssert.Contains(error.Message, "3×8×8");
        StringAssert.Contains(error.Message, "192");
    }

    [TestMethod]
    public void AsksForTheShapeOfAPlainVectorThatHoldsImages()
    {
        var options = Shapes.SmallSearch();
        options.Interleaved = true;

        var error = Refuse(Shapes.Draw(30, 1), options, 64);

        StringAssert.Contains(error.Message, "state channels, height and width");
    }

    [TestMethod]
    public void NamesTheRowAndTheColumnOfANaN()
    {
        var rows = Shapes.Draw(30, 1);
        rows[17].Features[5] = float.NaN;

        var error = Refuse(rows, Shapes.SmallSearch());

        StringAssert.Contains(error.Message, "Row 17");
        StringAssert.Contains(error.Message, "index 5");
        StringAssert.Contains(error.Message, "'Features'");
    }

    [TestMethod]
    public void NamesTheRowWithoutALabel()
    {
        var rows = Shapes.Draw(30, 1);
        var keys = _context.Transforms.Conversion.MapValueToKey("Label").Fit(Shapes.View(_context, rows));
        rows[4].Label = "never seen";

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _context.Auto().NeuralArchitecture(Shapes.SmallSearch()).Fit(keys.Transform(Shapes.View(_context, rows))));

        StringAssert.Contains(error.Message, "Row 4 has no label");
        StringAssert.Contains(error.Message, "'Label'");
    }

    [TestMethod]
    public void RefusesASingleClass()
    {
        var rows = Shapes.Draw(90, 1).Where(row => row.Label == "blob");

        var error = Refuse(rows, Shapes.SmallSearch());

        StringAssert.Contains(error.Message, "'blob'");
        StringAssert.Contains(error.Message, "at least two classes");
    }

    [TestMethod]
    public void RefusesAnEmptyView()
    {
        var keys = _context.Transforms.Conversion.MapValueToKey("Label").Fit(Shapes.View(_context, Shapes.Draw(30, 1)));

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => _context.Auto().NeuralArchitecture(Shapes.SmallSearch()).Fit(keys.Transform(Shapes.View(_context, []))));

        StringAssert.Contains(error.Message, "no rows");
    }

    [TestMethod]
    public void RefusesAValidationSetWithOtherKeys()
    {
        var key = _context.Transforms.Conversion.MapValueToKey("Label");
        IDataView other = Shapes.View(_context, Shapes.Draw(31, 2).Reverse());
        var options = Shapes.SmallSearch();
        options.ValidationSet = key.Fit(other).Transform(other);

        StringAssert.Contains(Refuse(Shapes.Draw(30, 1), options).Message, "other key values");
    }

    [TestMethod]
    public void ChecksOptionsBeforeAnythingElse()
    {
        Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(maxTrials: 0));
        var error = Assert.ThrowsExactly<ValidationException>(() => _context.Auto().NeuralArchitecture(height: 8));
        StringAssert.Contains(error.Message, "together or not at all");
        error = Assert.ThrowsExactly<ValidationException>(
            () => _context.Auto().NeuralArchitecture(new NeuralArchitectureOptions { MaxSearchTime = TimeSpan.Zero }));
        StringAssert.Contains(error.Message, "MaxSearchTime is 00:00:00; it must be more than zero");
        Assert.ThrowsExactly<FormatException>(() => _context.Auto().NeuralNetwork("normal: nonsense"));
    }

    [TestMethod]
    public void RefusesADamagedModelFile()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 1000).Select(i => (byte)i)]);
        try
        {
            var error = Assert.ThrowsExactly<FormatException>(() => _context.Model.Load(path, out _));
            StringAssert.Contains(error.Message, "zip archive");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private ArgumentException Refuse(IEnumerable<Shapes.Row> rows, NeuralArchitectureOptions options, params int[] dimensions)
    {
        IDataView data = Shapes.View(_context, rows, dimensions);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Auto().NeuralArchitecture(options));
        return Assert.ThrowsExactly<ArgumentException>(() => pipeline.Fit(data));
    }
}
