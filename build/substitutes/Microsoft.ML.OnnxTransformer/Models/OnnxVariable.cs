using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output as ML.NET sees it. Open dimensions of the shape are −1.</summary>
internal sealed record OnnxVariable(string Name, int[] Shape, DataViewType ColumnType)
{
    private const int OpenDimension = 0;

    /// <summary>The shape of a tensor of one row: an open first dimension is 1, the others that are open are 0.</summary>
    public int[] RowShape()
    {
        if (Shape.Length == 0)
        {
            return [1];
        }

        int[] shape = [Shape[0] < 0 ? 1 : Shape[0], .. Shape.Skip(1)];
        return Array.ConvertAll(shape, dimension => Math.Max(dimension, OpenDimension));
    }

    /// <summary>Refuses a shape with more than one dimension that only the data could tell.</summary>
    public static void CheckOpenDimensions(string name, int[] shape)
    {
        if (shape.Count(dimension => dimension == OpenDimension) > 1)
        {
            throw new ArgumentOutOfRangeException(name, "Only 1 unknown dimension is allowed");
        }
    }
}
