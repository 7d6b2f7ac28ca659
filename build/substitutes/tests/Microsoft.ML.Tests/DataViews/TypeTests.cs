using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

[TestClass]
public sealed class TypeTests
{
    [TestMethod]
    public void TypesAreNamedAsTheRealOnes()
    {
        Assert.AreEqual("Vector<Single, 1, *, 3>", new VectorDataViewType(NumberDataViewType.Single, 1, 0, 3).ToString());
        Assert.AreEqual("Vector<String>", new VectorDataViewType(TextDataViewType.Instance).ToString());
        Assert.AreEqual("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
        Assert.AreEqual("DataViewRowId", RowIdDataViewType.Instance.ToString());
    }

    [TestMethod]
    public void TypesAreEqualByContent()
    {
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5));
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 6));
        Assert.AreNotEqual(new VectorDataViewType(NumberDataViewType.Single, 4), new VectorDataViewType(NumberDataViewType.Single, 2, 2));
        Assert.IsFalse(new VectorDataViewType(NumberDataViewType.Single, 2, 0).IsKnownSize);
    }

    [TestMethod]
    public void AKeyFitsItsInteger()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 300));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 3));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), 0));
    }

    [TestMethod]
    public void TheLastOfColumnsWithOneNameHidesTheOthers()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("a", NumberDataViewType.Single);
        builder.AddColumn("a", NumberDataViewType.Double);
        DataViewSchema schema = builder.ToSchema();

        Assert.AreEqual(1, schema["a"].Index);
        Assert.IsTrue(schema[0].IsHidden);
        Assert.AreEqual("a: Double", schema["a"].ToString());
        Assert.IsNull(schema.GetColumnOrNull("b"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => schema["b"]);
    }

    [TestMethod]
    public void RowIdsAreTheRealPackagesIds()
    {
        var id = new DataViewRowId(123, 456);

        Assert.AreEqual("00000000000001c8000000000000007b", id.ToString());
        Assert.AreEqual("000004d5ee9a0b0a34e09d18e1020e29", id.Fork().ToString());
        Assert.AreEqual("000004d5ee9a0b0a000000138adcf011", id.Next().ToString());
        Assert.AreEqual("054180e72a8f40aaf729142a98c8f245", id.Combine(new DataViewRowId(7, 8)).ToString());
    }

    [TestMethod]
    public void ASparseVectorIsReadInEveryWay()
    {
        var vector = new VBuffer<float>(5, 2, [1f, 2], [1, 3]);

        Assert.AreEqual("Sparse vector of size 5, 2 explicit values", vector.ToString());
        CollectionAssert.AreEqual(new float[] { 0, 1, 0, 2, 0 }, vector.DenseValues().ToArray());
        Assert.AreEqual(2f, vector.GetItemOrDefault(3));
        Assert.AreEqual(0f, vector.GetItemOrDefault(2));
        var filled = new float[7];
        vector.CopyTo(filled, 1, 9);
        CollectionAssert.AreEqual(new float[] { 0, 9, 1, 9, 2, 9, 0 }, filled);
        VBuffer<float> part = default;
        vector.CopyTo(ref part, 1, 3);
        CollectionAssert.AreEqual(new float[] { 1, 0, 2 }, part.DenseValues().ToArray());
        Assert.IsFalse(part.IsDense);
    }

    [TestMethod]
    public void AnEditorReusesBuffersAndCutsOff()
    {
        VBuffer<float> vector = default;
        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 4, 2);
        Assert.IsTrue(editor.CreatedNewValues);
        editor.Values[0] = 1;
        editor.Indices[0] = 2;
        vector = editor.CommitTruncated(1);

        CollectionAssert.AreEqual(new float[] { 0, 0, 1, 0 }, vector.DenseValues().ToArray());
        Assert.IsFalse(VBufferEditor.Create(ref vector, 2).CreatedNewValues);
    }

    [TestMethod]
    public void VectorsCheckTheirArguments()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(5, 6, new float[6], new int[6]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(2, new float[2]).GetItemOrDefault(2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VBuffer<float>(2, new float[2]).CopyTo(new float[1]));
    }

    [TestMethod]
    public void AnnotationsAreOfTheirTypes()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Assert.ThrowsExactly<ArgumentException>(() => builder.AddPrimitiveValue("x", NumberDataViewType.Single, 1.0));
        builder.AddPrimitiveValue("x", NumberDataViewType.Single, 2f);
        float value = 0;
        builder.ToAnnotations().GetValue("x", ref value);
        Assert.AreEqual(2f, value);
        Assert.ThrowsExactly<InvalidOperationException>(() => DataViewSchema.Annotations.Empty.GetValue("x", ref value));
    }
}
