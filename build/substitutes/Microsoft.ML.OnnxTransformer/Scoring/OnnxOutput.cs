using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Makes the getters of a model's outputs.</summary>
internal static class OnnxOutput
{
    public static Delegate CreateGetter(OnnxRun run, int index, string name, DataViewType type) => type switch
    {
        VectorDataViewType { ItemType: TextDataViewType } => CreateTextGetter(run, index),
        VectorDataViewType vector => Generic.Invoke(CreateVectorGetter<int>, vector.ItemType.RawType, run, index),
        _ => Generic.Invoke(CreateScalarGetter<int>, type.RawType, name),
    };

    private static Delegate CreateVectorGetter<T>(OnnxRun run, int index)
        where T : unmanaged
    {
        ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> destination) =>
        {
            var values = run.GetOutput(index).GetTensorDataAsSpan<T>();
            var editor = VBufferEditor.Create(ref destination, values.Length);
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        };
        return getter;
    }

    private static Delegate CreateTextGetter(OnnxRun run, int index)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = (ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            var values = run.GetOutput(index).GetStringTensorAsArray();
            var editor = VBufferEditor.Create(ref destination, values.Length);
            for (var i = 0; i < values.Length; i++)
            {
                editor.Values[i] = values[i].AsMemory();
            }

            destination = editor.Commit();
        };
        return getter;
    }

    // The real package promises such a column in the schema and fails in its getter, too.
    private static Delegate CreateScalarGetter<T>(string name)
    {
        ValueGetter<T> getter = (ref T destination) => throw new ArgumentNullException(
            "source",
            $"Output '{name}' of the ONNX model has the shape []. Give it at least one dimension, by a Reshape to [1] for example.");
        return getter;
    }
}
