using System.IO.Compression;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

[TestClass]
public class SavingTests
{
    private readonly MLContext _context = new(1);
    private readonly ModelFile _file = new(SampleModels.Twice(OnnxType.Float, -1, 2));
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("onnx-tests-temporary-");

    private string Zip => Path.Combine(_file.Folder, "model.zip");

    [TestCleanup]
    public void Cleanup()
    {
        _file.Dispose();
        _temporary.Delete(recursive: true);
    }

    [TestMethod]
    public void A_loaded_model_needs_no_onnx_file()
    {
        Save(_context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path, new Dictionary<string, int[]> { ["x"] = [1, 2], ["y"] = [1, 2] }, recursionLimit: 100));
        File.Delete(_file.Path);

        var context = new MLContext(2);
        var loaded = context.Model.Load(Zip, out var schema);

        Assert.AreEqual("x", schema.Single().Name);
        var scored = loaded.Transform(Data());
        Assert.AreEqual(new Data.VectorDataViewType(Microsoft.ML.Data.NumberDataViewType.Single, 1, 2), scored.Schema["y"].Type);
        CollectionAssert.AreEqual(new float[] { 2, 4 }, scored.ReadVectors<float>("y")[0]);
        (loaded as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void A_loaded_model_keeps_a_temporary_file_until_it_is_disposed()
    {
        Save(_context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path));
        var context = new MLContext(2) { TempFilePath = _temporary.FullName };

        var loaded = context.Model.Load(Zip, out _);

        Assert.HasCount(1, _temporary.GetFiles());
        ((IDisposable)loaded).Dispose();
        Assert.IsEmpty(_temporary.GetFiles());
    }

    [TestMethod]
    public void A_loaded_model_can_be_saved_again()
    {
        Save(_context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path));
        var context = new MLContext(2);
        var loaded = context.Model.Load(Zip, out var schema);
        var second = Path.Combine(_file.Folder, "second.zip");

        context.Model.Save(loaded, schema, second);
        ((IDisposable)loaded).Dispose();

        CollectionAssert.AreEqual(new float[] { 2, 4 }, context.Model.Load(second, out _).Transform(Data()).ReadVectors<float>("y")[0]);
    }

    [TestMethod]
    public void A_stream_leaves_a_file_behind()
    {
        var context = new MLContext(2) { TempFilePath = _temporary.FullName };

        var transformer = context.Transforms.ApplyOnnxModel(["y"], ["x"], new MemoryStream(File.ReadAllBytes(_file.Path))).Fit(Data());

        CollectionAssert.AreEqual(new float[] { 2, 4 }, transformer.Transform(Data()).ReadVectors<float>("y")[0]);
        context.Model.Save(transformer, Data().Schema, Zip);
        transformer.Dispose();
        Assert.HasCount(1, _temporary.GetFiles());
    }

    [TestMethod]
    public void A_damaged_model_inside_the_file_is_refused()
    {
        Save(_context.Transforms.ApplyOnnxModel(["y"], ["x"], _file.Path));
        Damage(Zip, "OnnxModel");

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => new MLContext(2).Model.Load(Zip, out _));

        StringAssert.StartsWith(error.Message, "Error during class instantiation");
        Assert.IsInstanceOfType<OnnxRuntimeException>(error.GetBaseException());
    }

    /// <summary>Overwrites the second half of an entry.</summary>
    private static void Damage(string zip, string entryName)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        var entry = archive.Entries.Single(each => each.Name == entryName);
        using var stream = entry.Open();
        var half = stream.Length / 2;
        var rest = new byte[stream.Length - half];
        Array.Fill(rest, byte.MaxValue);
        stream.Position = half;
        stream.Write(rest);
    }

    private void Save(IEstimator<ITransformer> estimator)
    {
        var transformer = estimator.Fit(Data());
        _context.Model.Save(transformer, Data().Schema, Zip);
        (transformer as IDisposable)?.Dispose();
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });
}
