using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

internal static class Views
{
    public static float[] Values(this IDataView view) => [.. view.GetColumn<float>("A")];

    public static string[] Names(this DataViewSchema schema) => [.. schema.Select(column => column.Name)];

    public static T[] Column<T>(this IDataView view, string name) => [.. view.GetColumn<T>(name)];

    public static string[] KeyValues(this DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    public static string[] SlotNames(this DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetSlotNames(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    /// <summary>Saves a model to memory and loads it in another context.</summary>
    public static ITransformer RoundTrip(this ITransformer model, DataViewSchema? schema = null)
        => new MLContext(99).Model.Load(new MemoryStream(model.ToBytes(schema)), out _);

    public static byte[] ToBytes(this ITransformer model, DataViewSchema? schema = null)
    {
        using var stream = new MemoryStream();
        new MLContext(98).Model.Save(model, schema, stream);
        return stream.ToArray();
    }
}
