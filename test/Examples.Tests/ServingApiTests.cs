using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML;

namespace Examples.Tests;

[TestClass]
public sealed class ServingApiTests
{
    private const string Name = "ServingApi";

    [TestMethod]
    public async Task AnswersAsAPredictionEngineDoes()
    {
        string[] trained = MotorModel.Lines;
        using ExampleProcess process = ExampleProcess.Start(Name, "--model", MotorModel.File, "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = GetAddress(process) };
        MotorRow[] motors = [.. Enumerable.Range(0, 40).Select(MotorRow.Draw)];

        // Together, so that one engine would be used by several threads.
        JsonElement[] answers = await Task.WhenAll(motors.Select(motor => Predict(client, motor)));

        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<MotorRow, ClassAnswer>(context.Model.Load(MotorModel.File, out _));
        foreach (var (motor, answer) in motors.Zip(answers))
        {
            ClassAnswer expected = engine.Predict(motor);
            Assert.AreEqual(expected.Prediction, answer.GetProperty("condition").GetString());
            CollectionAssert.AreEqual(
                expected.Score, answer.GetProperty("probabilities").EnumerateObject().Select(pair => pair.Value.GetSingle()).ToArray(), trained.Text());
            string likeliest = answer.GetProperty("probabilities").EnumerateObject().MaxBy(pair => pair.Value.GetSingle()).Name;
            Assert.AreEqual(expected.Prediction, likeliest);
        }

        process.Signal("INT");
        Assert.AreEqual(0, process.WaitForExit().ExitCode, process.Errors);
    }

    [TestMethod]
    public async Task RefusesWhatIsNoReading()
    {
        _ = MotorModel.Lines;
        using ExampleProcess process = ExampleProcess.Start(Name, "--model", MotorModel.File, "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = GetAddress(process) };
        string complete = JsonSerializer.Serialize(MotorRow.Draw(1), JsonSerializerOptions.Web);

        Assert.AreEqual(HttpStatusCode.OK, await Post(client, complete));
        Assert.AreEqual(HttpStatusCode.BadRequest, await Post(client, """{ "speed": 1500 }"""));
        Assert.AreEqual(HttpStatusCode.BadRequest, await Post(client, complete.Replace("\"load\":", "\"load\":1e99,\"unknown\":", StringComparison.Ordinal)));
        Assert.AreEqual(HttpStatusCode.BadRequest, await Post(client, "no JSON"));
    }

    [TestMethod]
    public void SaysHowToMakeAModelWhereThereIsNone()
    {
        using ExampleProcess process = ExampleProcess.Start(Name, "--model", Path.Combine(TestFolder.Path, "missing.zip"));

        Assert.AreEqual(1, process.WaitForExit().ExitCode);
        StringAssert.Contains(process.Errors, "There is no model at ");
        StringAssert.Contains(process.Errors, "--project examples/TabularClassification");
    }

    [TestMethod]
    public void SaysWhatIsWrongWithAFileThatIsNoModel()
    {
        string file = Path.Combine(TestFolder.Path, "damaged.zip");
        File.WriteAllText(file, "no archive");
        using ExampleProcess process = ExampleProcess.Start(Name, "--model", file);

        Assert.AreEqual(1, process.WaitForExit().ExitCode);
        StringAssert.Contains(process.Errors, "is no model of motors: ");
    }

    [TestMethod]
    public void NeedsMLNetAlone()
    {
        string[] assemblies = [.. Directory.GetFiles(ExampleProcess.GetFolder(Name), "*.dll").Select(path => Path.GetFileName(path)!)];

        CollectionAssert.Contains(assemblies, "Microsoft.ML.DataView.dll");
        Assert.IsFalse(assemblies.Any(name => name.Contains("NAO", StringComparison.Ordinal) || name.Contains("Torch", StringComparison.Ordinal)));
    }

    private static Uri GetAddress(ExampleProcess process)
    {
        const string Text = "Now listening on: ";
        return new Uri(process.WaitForLine(Text).Split(Text)[1]);
    }

    private static async Task<JsonElement> Predict(HttpClient client, MotorRow motor)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("/predict", motor);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri("/predict", UriKind.Relative), content);
        return response.StatusCode;
    }
}
