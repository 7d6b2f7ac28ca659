// Serves a saved model over HTTP. This program knows nothing of searches: the file needs ML.NET's own packages and ONNX Runtime, and neither
// Microsoft.ML.NAO nor TorchSharp. Make the file with examples/TabularClassification first.
//
// dotnet run -c Release --project examples/ServingApi -- [--model FILE] [--urls http://localhost:5000]
// curl localhost:5000/predict -H 'Content-Type: application/json' -d '{ "speed": 1500, "load": 0.5, "current": 7.5, "roomTemperature": 20,
//     "windingTemperature": 50, "vibrationX": 1.2, "vibrationY": -0.4 }'
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.ML.Data;
using ServingApi;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string path = Path.GetFullPath(builder.Configuration["model"] ?? "build/out/tabular-classification/model.zip");
if (!File.Exists(path))
{
    Console.Error.WriteLine(
        $"There is no model at {path}. Make one by 'dotnet run -c Release --project examples/TabularClassification', or name another one: --model FILE.");
    return 1;
}

PredictionEnginePool<MotorReading, Diagnosis> pool;
try
{
    pool = new PredictionEnginePool<MotorReading, Diagnosis>(path);
}
catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine($"{path} is no model of motors: {error.Message}");
    return 1;
}

using (pool)
{
    // The names of the conditions come with the model.
    VBuffer<ReadOnlyMemory<char>> names = default;
    pool.OutputSchema[nameof(Diagnosis.Score)].GetSlotNames(ref names);
    string[] conditions = [.. names.DenseValues().Select(name => name.ToString())];

    WebApplication app = builder.Build();
    app.MapPost("/predict", (MotorReading reading) =>
    {
        if (!reading.IsFinite())
        {
            return Results.BadRequest("A value is too large.");
        }

        Diagnosis diagnosis = pool.Predict(reading);
        return Results.Ok(new
        {
            Condition = diagnosis.Prediction,
            Probabilities = conditions.Zip(diagnosis.Score).ToDictionary(pair => pair.First, pair => pair.Second),
        });
    });
    app.Run(); // until Ctrl-C
}

return 0;
