using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Examples;
using ImageClassification;
using Microsoft.ML.NAO.Studies;
using Spectre.Console;

var data = new Option<string?>("--data")
{
    Description = "Training images: CIFAR-10's binary file (.bin), MNIST's images (idx3-ubyte), or a CSV of pixels; also compressed (.gz). Default: drawn glyphs.",
};
var testData = new Option<string?>("--test-data") { Description = "Test images of the same kind. Default: a fifth of the training images, held out." };
var label = new Option<string>("--label") { Description = "The column of a CSV file that holds the class.", DefaultValueFactory = _ => "class" };
var trainLimit = new Option<int?>("--train-limit") { Description = "Use only the first so many training images; of glyphs, as many are drawn. Default: all, or 2,000 glyphs." };
var testLimit = new Option<int?>("--test-limit") { Description = "Use only the first so many test images; of glyphs, as many are drawn. Default: all, or 1,000 glyphs." };
var trials = new Option<int?>("--trials") { Description = "Architectures that each search tries. Default: 20, or 12 for images larger than 16×16." };
var seed = new Option<int>("--seed") { Description = "Seed of the searches and trainings.", DefaultValueFactory = _ => 1 };
var output = new Option<DirectoryInfo>("--output") { Description = "Folder for the results.", DefaultValueFactory = _ => new DirectoryInfo("build/out/demo") };
var journal = new Option<DirectoryInfo?>("--journal") { Description = "Folder with the searches' journals: a search that was interrupted goes on from there." };
var skipRandom = new Option<bool>("--skip-random") { Description = "Leave the comparison with random search out." };
var gpu = new Option<int?>("--gpu") { Description = "Index of the GPU to train on. Default: the CPU." };

var command = new RootCommand("Searches a network for small images, trains it, saves it, and compares it with a linear model and with random search. Ctrl-C ends the search, and the best network so far is saved.")
{
    data, testData, label, trainLimit, testLimit, trials, seed, output, journal, skipRandom, gpu,
};
command.SetAction(result =>
{
    var options = new DemoOptions
    {
        Data = result.GetValue(data),
        TestData = result.GetValue(testData),
        LabelColumn = result.GetValue(label)!,
        TrainLimit = result.GetValue(trainLimit),
        TestLimit = result.GetValue(testLimit),
        Trials = result.GetValue(trials),
        Seed = result.GetValue(seed),
        Output = result.GetValue(output)!,
        Journal = result.GetValue(journal),
        SkipRandom = result.GetValue(skipRandom),
        Gpu = result.GetValue(gpu),
    };
    IAnsiConsole console = DemoConsole.Create();
    using var interruption = new Interruption(console.WriteLine);
    try
    {
        new Demo(console, options, interruption).Run();
        return 0;
    }
    catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or InvalidOperationException or JournalException or StudyFailedException or OperationCanceledException or ValidationException)
    {
        console.MarkupLineInterpolated($"[red]{error.Message}[/]");
        return interruption.IsRequested ? Interruption.ExitCode : 1;
    }
});
return command.Parse(args).Invoke();
