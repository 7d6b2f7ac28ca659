using System.Diagnostics;
using System.Globalization;
using Examples;
using ImageClassification.Data;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Drawing;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.Trainers;
using Spectre.Console;

namespace ImageClassification;

/// <summary>The demonstration: search, compare, save, load, predict.</summary>
internal sealed class Demo(IAnsiConsole console, DemoOptions options, Interruption interruption)
{
    private const string Nao = "NAO";
    private const string Random = "Random search";

    // On small images the fit has converged by then; on large ones it would go on for minutes and gain nothing.
    private const int LinearIterations = 200;

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var (train, test, description) = DataSource.Load(options);
        console.MarkupLineInterpolated(
            $"[bold]{train.Count}[/] training and [bold]{test.Count}[/] test images of {train.Shape}, {train.ClassNames.Count} classes: {description}.");
        options.Output.Create();
        DirectoryInfo journals = options.Journal ?? options.Output.CreateSubdirectory(
            "journal-" + DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        journals.Create();
        console.MarkupLineInterpolated($"[grey]If interrupted, go on with --journal {journals.FullName}[/]");

        double linear = FitLinear(train, test);
        SearchRun Search(string name, StrategyOptions strategy, IProgress<NeuralArchitectureProgress> progress) =>
            SearchAndTest(name, strategy, train, test, Path.Combine(journals.FullName, strategy.Name + ".jsonl"), progress);

        var searches = new List<(string Name, Func<IProgress<NeuralArchitectureProgress>, SearchRun?> Search)>
        {
            (Nao, progress => Search(Nao, new NaoOptions(), progress)),
        };
        if (!options.SkipRandom)
        {
            // The comparison is left out where it is interrupted before its first trial has finished.
            searches.Add((Random, progress => interruption.RunUnlessRequested(() => Search(Random, new RandomSearchOptions(), progress))));
        }

        SearchRun[] runs = [.. SearchProgressView.Run(console, searches).OfType<SearchRun>()];
        ShowCell(runs[0].Network);
        ShowTable(linear, runs);
        if (runs.Length < searches.Count || runs.Any(run => run.Network.Cancelled))
        {
            console.MarkupLineInterpolated($"Interrupted: this is the best so far. Go on with --journal {journals.FullName}");
        }

        SaveAndPredict(runs[0], test);
        foreach (SearchRun run in runs)
        {
            run.Model.Dispose();
        }
    }

    private double FitLinear(ImageDataset train, ImageDataset test)
    {
        console.MarkupLine("Fitting a linear model to compare with.");
        var context = NewContext();
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.NormalizeMinMax("Features"))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                new LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = LinearIterations }));
        return Accuracy(context, pipeline.Fit(ImageRow.ToDataView(context, train)), ImageRow.ToDataView(context, test));
    }

    private SearchRun SearchAndTest(
        string name,
        StrategyOptions strategy,
        ImageDataset train,
        ImageDataset test,
        string journal,
        IProgress<NeuralArchitectureProgress> progress)
    {
        var watch = Stopwatch.StartNew();
        var context = NewContext();
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Auto().NeuralArchitecture(Recipe.Apply(train.Shape, new NeuralArchitectureOptions
            {
                Strategy = strategy,
                MaxTrials = options.Trials ?? Recipe.DefaultTrials(train.Shape),
                JournalPath = journal,
                Progress = progress,
                CancellationToken = interruption.Token,
            })))
            .Append(context.Transforms.Conversion.MapKeyToValue(nameof(ImagePrediction.Prediction), "PredictedLabel"));
        var model = pipeline.Fit(ImageRow.ToDataView(context, train));
        var network = model.OfType<NeuralArchitectureTransformer>().Single();
        return new SearchRun(name, model, network, Accuracy(context, model, ImageRow.ToDataView(context, test)), watch.Elapsed);
    }

    private MLContext NewContext() => new(options.Seed) { GpuDeviceId = options.Gpu, FallbackToCpu = true };

    private static double Accuracy(MLContext context, ITransformer model, IDataView test) =>
        context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;

    private void ShowCell(NeuralArchitectureTransformer network)
    {
        console.WriteLine();
        console.MarkupLine("[bold]The cells that were found[/] (node = operation(input) + operation(input); 1 and 2 are the outputs of the two cells before)");
        foreach (string cell in network.ArchitectureText.Split(" | "))
        {
            console.WriteLine("  " + cell);
        }
    }

    private void ShowTable(double linear, IReadOnlyList<SearchRun> runs)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("")
            .AddColumn(new TableColumn("test accuracy").RightAligned())
            .AddColumn(new TableColumn("trials").RightAligned())
            .AddColumn(new TableColumn("weights").RightAligned())
            .AddColumn(new TableColumn("time").RightAligned());
        foreach (SearchRun run in runs)
        {
            table.AddRow(run.Network.Cancelled ? $"{run.Name}, interrupted" : run.Name, Percent(run.TestAccuracy), Number(run.Network.Trials.Length), Number(run.Network.ParameterCount), $"{run.Duration:m\\:ss}");
        }

        table.AddRow("Linear (LbfgsMaximumEntropy)", Percent(linear), "", "", "");
        console.Write(table);
    }

    private void SaveAndPredict(SearchRun run, ImageDataset test)
    {
        var context = NewContext();
        string zip = Path.Combine(options.Output.FullName, "model.zip");
        string onnx = Path.Combine(options.Output.FullName, "model.onnx");
        string svg = Path.Combine(options.Output.FullName, "cell.svg");
        context.Model.Save(run.Model, ImageRow.ToDataView(context, test).Schema, zip);
        run.Network.SaveAsOnnx(onnx);
        File.WriteAllText(svg, CellDrawing.ToSvg(run.Network.Space, run.Network.Architecture));

        console.MarkupLineInterpolated($"Model    {zip}");
        console.MarkupLineInterpolated($"ONNX     {onnx}");
        console.MarkupLineInterpolated($"Picture  {svg}");

        // As another program would: nothing but the file is used.
        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(zip, out _);
        using var engine = fresh.Model.CreatePredictionEngine<ImageRow, ImagePrediction>(
            loaded, inputSchemaDefinition: ImageRow.Schema(test.Shape));
        ImagePrediction prediction = engine.Predict(new ImageRow { Features = test.GetImage(0).ToArray() });
        console.MarkupLineInterpolated(
            $"Loaded again, the model takes the first test image for [bold]{prediction.Prediction}[/] ({prediction.Score.Max():P1}); it is [bold]{test.ClassNames[test.Labels[0]]}[/].");
    }

    private static string Percent(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
