namespace Microsoft.ML.Data;

/// <summary>A value that a user gives for an annotation, as the annotation's type wants it.</summary>
internal static class AnnotationValue
{
    public static Delegate GetterOf<T>(T value, DataViewType type)
    {
        Type item = MemberTypes.CheckedItemType("annotation value", typeof(T), null, out bool isVector);
        if (isVector != type is VectorDataViewType)
        {
            throw Contracts.Except(
                $"Value inputted is supposed to be {Shape(isVector)}, but type of Annotationinfo is {Shape(type is VectorDataViewType)}");
        }

        if (item != type.GetItemType().RawType)
            throw Contracts.Except($"Value inputted is supposed to have Type {item}, but type of Annotationinfo has {type.GetItemType().RawType}");

        return value switch
        {
            string text => ValueCopy<ReadOnlyMemory<char>>.GetterOf(text.AsMemory()),
            string[] texts => ValueCopy<VBuffer<ReadOnlyMemory<char>>>.GetterOf(
                new VBuffer<ReadOnlyMemory<char>>(texts.Length, [.. texts.Select(text => text.AsMemory())])),
            Array array => Generic.Invoke(ArrayGetter<int>, item, array),
            _ => ValueCopy<T>.GetterOf(value),
        };
    }

    private static string Shape(bool isVector) => isVector ? "vector" : "scalar";

    private static Delegate ArrayGetter<T>(Array values) => ValueCopy<VBuffer<T>>.GetterOf(new VBuffer<T>(values.Length, (T[])values));
}
