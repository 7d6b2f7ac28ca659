using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs an ONNX model on each row.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    private const string ModelKind = "OnnxTransformer";
    private const string ModelEntry = "OnnxModel";

    private readonly OnnxSettings _settings;

    internal OnnxTransformer(IHostEnvironment environment, OnnxSource source, OnnxSettings settings)
        : base(environment.Register(nameof(OnnxTransformer)))
    {
        _settings = settings;
        CheckNames(settings.Columns.Inputs, "InputColumns");
        CheckNames(settings.Columns.Outputs, "OutputColumns");
        try
        {
            Model = new OnnxModel(environment, source, settings);
        }
        catch (OnnxRuntimeException exception)
        {
            throw Host.Except(exception, $"Error initializing model :{exception}");
        }

        Inputs = settings.Columns.Inputs.Length > 0 ? settings.Columns.Inputs : [.. Model.Inputs.Select(input => input.Name)];
        Outputs = settings.Columns.Outputs.Length > 0 ? settings.Columns.Outputs : [.. Model.Outputs.Select(output => output.Name)];
        OutputTypes = Array.ConvertAll(Outputs, output => Model.GetOutput(output).ColumnType);
    }

    internal OnnxModel Model { get; }

    internal string[] Inputs { get; }

    internal string[] Outputs { get; }

    internal DataViewType[] OutputTypes { get; }

    /// <summary>Releases the session, and the file if it was made for this transformer.</summary>
    public void Dispose() => Model.Dispose();

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(ModelKind, Load);

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new OnnxRowMapper(this, Host, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(ModelKind);
        var bytes = Model.ReadBytes();
        ctx.SaveStream(ModelEntry, stream => stream.Write(bytes));
        WriteNames(ctx.Writer, Inputs);
        WriteNames(ctx.Writer, Outputs);
        var shapes = _settings.Shapes ?? new Dictionary<string, int[]>();
        ctx.Writer.Write(shapes.Count);
        foreach (var (name, shape) in shapes)
        {
            ctx.Writer.Write(name);
            ctx.Writer.Write(shape.Length);
            Array.ForEach(shape, ctx.Writer.Write);
        }

        ctx.Writer.Write(_settings.RecursionLimit);
    }

    private static OnnxTransformer Load(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var reader = ctx.Reader;
        var inputs = ReadNames(reader);
        var outputs = ReadNames(reader);
        var shapes = new Dictionary<string, int[]>();
        for (var count = reader.ReadCount(); count > 0; count--)
        {
            var name = reader.ReadString();
            var shape = new int[reader.ReadCount()];
            for (var i = 0; i < shape.Length; i++)
            {
                shape[i] = reader.ReadInt32();
            }

            shapes[name] = shape;
        }

        var settings = new OnnxSettings
        {
            Columns = new OnnxColumns(outputs, inputs),
            Device = OnnxDevice.Of(environment),
            Shapes = shapes,
            RecursionLimit = reader.ReadInt32(),
        };
        try
        {
            return new OnnxTransformer(environment, OnnxSource.Bytes(ctx.LoadBytes(ModelEntry)), settings);
        }
        catch (InvalidOperationException exception)
        {
            throw environment.Except(exception, $"Error during class instantiation: {exception.Message}");
        }
    }

    private static void WriteNames(BinaryWriter writer, string[] names)
    {
        writer.Write(names.Length);
        Array.ForEach(names, writer.Write);
    }

    private static string[] ReadNames(BinaryReader reader)
    {
        var names = new string[reader.ReadCount()];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadString();
        }

        return names;
    }

    private void CheckNames(string[] names, string parameter)
    {
        foreach (var name in names)
        {
            Host.CheckNonWhiteSpace(name, parameter);
        }
    }
}
