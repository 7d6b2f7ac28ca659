using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Which column types ONNX's types become.</summary>
internal static class OnnxTypes
{
    /// <summary>A tensor without dimensions becomes a scalar, all others a vector. An open first dimension is one row.</summary>
    public static DataViewType ColumnType(OnnxValueInfo value)
    {
        var item = ItemType(value.ElementType);

        // The real package fails in the same way, without the explanation.
        var shape = value.Shape
            ?? throw new NullReferenceException($"The ONNX model says nothing of the shape of '{value.Name}'. Give it one, with open dimensions where need be.");
        if (shape.Length == 0)
        {
            return item;
        }

        int[] dimensions = [Math.Max(shape[0], 1), .. shape.Skip(1)];
        return dimensions.Contains(0) ? new VectorDataViewType(item) : new VectorDataViewType(item, dimensions);
    }

    private static PrimitiveDataViewType ItemType(int elementType) => elementType switch
    {
        1 => NumberDataViewType.Single,
        2 => NumberDataViewType.Byte,
        3 => NumberDataViewType.SByte,
        4 => NumberDataViewType.UInt16,
        5 => NumberDataViewType.Int16,
        6 => NumberDataViewType.Int32,
        7 => NumberDataViewType.Int64,
        8 => TextDataViewType.Instance,
        9 => BooleanDataViewType.Instance,
        11 => NumberDataViewType.Double,
        12 => NumberDataViewType.UInt32,
        13 => NumberDataViewType.UInt64,
        _ => throw Contracts.Except($"Unsupported ONNX scalar type: {elementType}"),
    };
}
