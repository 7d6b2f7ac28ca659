using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes and reads schemas with their annotations.</summary>
internal static class SchemaCodec
{
    public static byte[] ToBytes(DataViewSchema schema, IChannel channel = null)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(ModelFormat.Signature);
            Write(writer, schema, channel);
        }

        return stream.ToArray();
    }

    public static DataViewSchema FromBytes(byte[] content, IExceptionContext context)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        try
        {
            ulong signature = reader.ReadUInt64();
            context.CheckDecode(signature != ModelFormat.RealSchemaSignature, ModelFormat.RefusedMessage);
            context.CheckDecode(signature == ModelFormat.Signature, "Corrupt model file: the input schema is none");
            return Read(reader);
        }
        catch (EndOfStreamException ex)
        {
            throw context.ExceptDecode(ex, "Corrupt model file: the input schema is cut off");
        }
    }

    public static void Write(BinaryWriter writer, DataViewSchema schema, IChannel channel = null)
    {
        DataViewSchema.Column[] columns = [.. schema.Where(column => CanWrite(column, channel))];
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            TypeCodec.Write(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            builder.AddColumn(name, TypeCodec.Read(reader), ReadAnnotations(reader));
        }

        return builder.ToSchema();
    }

    public static void WriteAnnotations(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        DataViewSchema.Column[] columns = [.. annotations.Schema.Where(column => TypeCodec.CanWrite(column.Type))];
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            TypeCodec.Write(writer, column.Type);
            Generic.Invoke(WriteValue<int>, column.Type.RawType, writer, annotations, column);
        }
    }

    public static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            DataViewType type = TypeCodec.Read(reader);
            builder.Add(name, type, Generic.Invoke(ReadValue<int>, type.RawType, reader));
        }

        return builder.ToAnnotations();
    }

    private static bool CanWrite(DataViewSchema.Column column, IChannel channel)
    {
        if (TypeCodec.CanWrite(column.Type))
            return true;
        channel?.Info(MessageSensitivity.Schema, "The column '{0}' will not be written as it has unsavable column type.", column.Name);
        return false;
    }

    private static void WriteValue<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        T value = default;
        annotations.GetGetter<T>(column)(ref value);
        ValueCodec<T>.Instance.Write(writer, in value);
    }

    private static Delegate ReadValue<T>(BinaryReader reader)
    {
        T value = default;
        ValueCodec<T>.Instance.Read(reader, ref value);
        return ValueCopy<T>.GetterOf(value);
    }
}
