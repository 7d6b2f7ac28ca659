using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Adds the outputs of an ONNX model. There is nothing to learn: the transformer exists from the start.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment environment, OnnxSource source, OnnxSettings settings)
        : base(environment.Register(nameof(OnnxTransformer)), new OnnxTransformer(environment, source, settings))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var name in Transformer.Inputs)
        {
            CheckInput(inputSchema, name);
        }

        var columns = inputSchema.ToDictionary(column => column.Name);
        for (var i = 0; i < Transformer.Outputs.Length; i++)
        {
            var (name, type) = (Transformer.Outputs[i], Transformer.OutputTypes[i]);
            var kind = type.IsKnownSizeVector() ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector;
            columns[name] = new SchemaShape.Column(name, kind, type.GetItemType(), false);
        }

        return new SchemaShape(columns.Values);
    }

    private void CheckInput(SchemaShape inputSchema, string name)
    {
        var input = Transformer.Model.Inputs.Find(variable => variable.Name == name);
        if (input is not null)
        {
            OnnxVariable.CheckOpenDimensions(name, input.Shape);
        }

        if (!inputSchema.TryFindColumn(name, out var column))
        {
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        }

        if (input is null)
        {
            throw Host.Except($"Column {name} doesn't match input node names of model.");
        }

        var expected = input.ColumnType.GetItemType();
        if (!column.ItemType.Equals(expected))
        {
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, expected.ToString(), column.ItemType.ToString());
        }
    }
}
