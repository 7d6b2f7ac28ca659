using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads values of columns: primitives, text and vectors of both.</summary>
internal abstract class ValueCodec<T>
{
    public static ValueCodec<T> Instance { get; } = Make();

    public abstract void Write(BinaryWriter writer, in T value);

    public abstract void Read(BinaryReader reader, ref T value);

    private static ValueCodec<T> Make()
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (ValueCodec<T>)(object)new TextCodec();
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
            return (ValueCodec<T>)Activator.CreateInstance(typeof(VectorCodec<>).MakeGenericType(typeof(T).GetGenericArguments()));
        if (typeof(T).IsValueType && !RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            return new BlittableCodec<T>();
        throw Contracts.Except($"A value of type '{typeof(T)}' cannot be saved");
    }
}

/// <summary>Bytes as they are in memory.</summary>
internal sealed class BlittableCodec<T> : ValueCodec<T>
{
    public override void Write(BinaryWriter writer, in T value)
        => writer.Write(Bytes(ref Unsafe.AsRef(in value)));

    public override void Read(BinaryReader reader, ref T value) => reader.BaseStream.ReadExactly(Bytes(ref value));

    private static Span<byte> Bytes(ref T value)
        => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>());
}

internal sealed class TextCodec : ValueCodec<ReadOnlyMemory<char>>
{
    public override void Write(BinaryWriter writer, in ReadOnlyMemory<char> value) => writer.Write(value.ToString());

    public override void Read(BinaryReader reader, ref ReadOnlyMemory<char> value) => value = reader.ReadString().AsMemory();
}

internal sealed class VectorCodec<TItem> : ValueCodec<VBuffer<TItem>>
{
    public override void Write(BinaryWriter writer, in VBuffer<TItem> value)
    {
        writer.Write(value.Length);
        ReadOnlySpan<TItem> values = value.GetValues();
        writer.Write(values.Length);
        foreach (int index in value.GetIndices())
            writer.Write(index);
        foreach (ref readonly TItem item in values)
            ValueCodec<TItem>.Instance.Write(writer, in item);
    }

    public override void Read(BinaryReader reader, ref VBuffer<TItem> value)
    {
        int length = reader.ReadInt32();
        int count = reader.ReadInt32();
        if (length < 0 || count < 0 || count > length || count > reader.BaseStream.Length - reader.BaseStream.Position)
            throw Contracts.ExceptDecode($"Corrupt model file: a vector of {count} values in {length} slots");
        VBufferEditor<TItem> editor = VBufferEditor.Create(ref value, length, count);
        int last = -1;
        for (int i = 0; i < editor.Indices.Length; i++)
        {
            int index = reader.ReadInt32();
            if (index <= last || index >= length)
                throw Contracts.ExceptDecode($"Corrupt model file: slot {index} of {length} after slot {last}");
            editor.Indices[i] = last = index;
        }

        for (int i = 0; i < count; i++)
            ValueCodec<TItem>.Instance.Read(reader, ref editor.Values[i]);
        value = editor.Commit();
    }
}
