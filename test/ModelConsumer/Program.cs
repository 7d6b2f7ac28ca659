using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// Loads a saved model and evaluates it: ModelConsumer MODEL.zip DATA.csv VALUES
// Each line of the data has a label and the values of an image. Prints the metrics, to the last digit, one a line.
string[] assemblies = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(path => Path.GetFileName(path)!)];
Console.WriteLine($"foreign assemblies: {assemblies.Count(name => name.Contains("NAO", StringComparison.Ordinal) || name.Contains("TorchSharp", StringComparison.Ordinal))}");

var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out _);
int size = int.Parse(args[2], CultureInfo.InvariantCulture);
Row[] rows = [.. File.ReadLines(args[1]).Select(line => line.Split(',')).Select(fields => new Row
{
    Label = fields[0],
    Features = [.. fields.Skip(1).Select(field => float.Parse(field, CultureInfo.InvariantCulture))],
})];
var schema = SchemaDefinition.Create(typeof(Row));
schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
var metrics = context.MulticlassClassification.Evaluate(model.Transform(context.Data.LoadFromEnumerable(rows, schema)));
Console.WriteLine(metrics.MicroAccuracy.ToString("R", CultureInfo.InvariantCulture));
Console.WriteLine(metrics.MacroAccuracy.ToString("R", CultureInfo.InvariantCulture));
Console.WriteLine(metrics.LogLoss.ToString("R", CultureInfo.InvariantCulture));

using var engine = context.Model.CreatePredictionEngine<Row, Prediction>(model, inputSchemaDefinition: schema);
Console.WriteLine(engine.Predict(rows[0]).Text);

internal sealed class Row
{
    public string Label { get; set; } = "";

    public float[] Features { get; set; } = [];
}

internal sealed class Prediction
{
    public string Text { get; set; } = "";
}
