using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using ModelConsumer;

// Loads a saved model, evaluates it and predicts the first row: ModelConsumer MODEL.zip ROWS.json TASK
// Prints how many foreign assemblies there are, the metrics, to the last digit, and the prediction, one a line.
string[] assemblies = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(path => Path.GetFileName(path)!)];
Console.WriteLine($"foreign assemblies: {assemblies.Count(name => name.Contains("NAO", StringComparison.Ordinal) || name.Contains("TorchSharp", StringComparison.Ordinal))}");

var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out _);
Row[] rows = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(args[1]))!;
var schema = SchemaDefinition.Create(typeof(Row));
schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
IDataView scored = model.Transform(context.Data.LoadFromEnumerable(rows, schema));
switch (args[2])
{
    case "multiclass":
        var classes = context.MulticlassClassification.Evaluate(scored, nameof(Row.Class));
        Print(classes.MicroAccuracy, classes.MacroAccuracy, classes.LogLoss);
        Console.WriteLine(Predict<ClassPrediction>().Text);
        break;
    case "binary":
        var two = context.BinaryClassification.Evaluate(scored, nameof(Row.Positive));
        Print(two.Accuracy, two.AreaUnderRocCurve, two.LogLoss);
        Console.WriteLine(Predict<BinaryPrediction>().PredictedLabel);
        break;
    case "regression":
        var values = context.Regression.Evaluate(scored, nameof(Row.Value));
        Print(values.RSquared, values.RootMeanSquaredError);
        Print(Predict<ValuePrediction>().Score);
        break;
    case "language-model":
        Print(scored.GetColumn<float>("Perplexity").Average(perplexity => (double)perplexity));
        Print(Predict<TextPrediction>().Perplexity);
        break;
    default:
        throw new ArgumentException($"There is no task '{args[2]}'.");
}

T Predict<T>()
    where T : class, new()
{
    using var engine = context.Model.CreatePredictionEngine<Row, T>(model, inputSchemaDefinition: schema);
    return engine.Predict(rows[0]);
}

static void Print(params double[] values)
{
    foreach (double value in values)
    {
        Console.WriteLine(value.ToString("R", CultureInfo.InvariantCulture));
    }
}
