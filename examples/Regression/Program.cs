// A value out of a table: the label is a Single, so that what is searched is a network that predicts a number, in the label's own unit. Its
// error stands beside those of a random search of as many trials and of a linear model. Ctrl-C ends the search, and the program goes on with the best
// so far.
//
// dotnet run -c Release --project examples/Regression -- [--quick]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Regression;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 400 : 2000;

using var interruption = new Interruption();
var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(Hour.Draw(rows, seed: 1));
IDataView test = context.Data.LoadFromEnumerable(Hour.Draw(2000, seed: 2));
var features = context.Transforms.Concatenate("Features", Hour.FeatureNames);

Console.WriteLine($"{rows} hours of a bicycle rental to train on. A search measures a network by its root mean squared error, in bicycles:");
var model = interruption.Run(() => Search("NAO", new NaoOptions()));
var random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));
var linear = features
    .Append(context.Transforms.NormalizeMeanVariance("Features"))
    .Append(context.Regression.Trainers.OnlineGradientDescent(nameof(Hour.Rentals), numberOfIterations: 20))
    .Fit(train);

Console.WriteLine($"""

    The network: {model.LastTransformer.ArchitectureText}

                                          R squared   RMSE, bicycles
    """);
Show(SearchLabel.Of("NAO", model.LastTransformer), model);
Show(SearchLabel.Of("Random search", random?.LastTransformer), random);
Show("Linear (OnlineGradientDescent)", linear);
Console.WriteLine();

using var engine = context.Model.CreatePredictionEngine<Hour, Forecast>(model);
foreach (int time in new[] { 3, 8, 17 })
{
    var hour = new Hour { TimeOfDay = time, WorkingDay = 1, Temperature = 20 };
    Console.WriteLine($"On a dry working day of 20 °C at {time,2}:00, it expects {engine.Predict(hour).Score:0} rentals.");
}

TransformerChain<NeuralArchitectureTransformer> Search(string name, StrategyOptions strategy)
{
    Console.WriteLine($"{name}:");
    var options = new NeuralArchitectureOptions
    {
        LabelColumnName = nameof(Hour.Rentals),
        Strategy = strategy,
        MaxTrials = quick ? 3 : 16,
        MaxParameters = 50_000, // larger networks take longer, and bring nothing for so few rows
        Progress = new SearchProgress(),
        CancellationToken = interruption.Token,
    };
    if (quick)
    {
        options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(rows, steps: 200);
        options.Tabular.FinalTraining = TabularNetworkOptions.CreateTraining(rows, steps: 400);
    }

    return features.Append(context.Auto().NeuralArchitecture(options)).Fit(train);
}

void Show(string name, ITransformer? fitted)
{
    RegressionMetrics? metrics = fitted is null ? null : context.Regression.Evaluate(fitted.Transform(test), nameof(Hour.Rentals));
    Console.WriteLine($"{name,-37} {metrics?.RSquared,13:0.000} {metrics?.RootMeanSquaredError,16:0.0}".TrimEnd());
}
