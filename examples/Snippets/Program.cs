// The code of README.md and of docs: each block there is a region here, so that it compiles. What takes seconds is run as well; the rest takes
// from a minute to days, as it stands.
//
// dotnet run -c Release --project examples/Snippets -- [--output FOLDER]
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Snippets;

// They write to files of fixed names.
string output = args.SkipWhile(arg => arg != "--output").Skip(1).FirstOrDefault("build/out/snippets");
Directory.CreateDirectory(output);
Directory.SetCurrentDirectory(output);

var mlContext = new MLContext(1);
var model = Searching.FitPipeline(mlContext, mlContext.Data.LoadFromEnumerable(Picture.Draw(20)));
Searching.ShowResult(model);

using var cancellation = new CancellationTokenSource();
NeuralArchitectureOptions options = Searching.CreateOptions(cancellation);
Searching.ShareWeights(options);
mlContext.Auto().NeuralArchitecture(options);
Console.WriteLine("The options are accepted.");
