// A value out of a table: the label is a Single, so that what is searched is a network that predicts a number, in the label's own unit. Its
// error stands beside a linear model's.
//
// dotnet run -c Release --project examples/Regression -- [--quick]
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Regression;

const int Seed = 1;
bool quick = args.Contains("--quick");
int rows = quick ? 400 : 2000;
var options = new NeuralArchitectureOptions
{
    LabelColumnName = nameof(Hour.Rentals),
    MaxTrials = quick ? 3 : 16,
    MaxParameters = 50_000, // larger networks take longer, and bring nothing for so few rows
    Progress = new SearchProgress(),
};
if (quick)
{
    options.Tabular.SearchTraining = TabularNetworkOptions.CreateTraining(rows, steps: 200);
    options.Tabular.FinalTraining = TabularNetworkOptions.CreateTraining(rows, steps: 400);
}

var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(Hour.Draw(rows, seed: 1));
IDataView test = context.Data.LoadFromEnumerable(Hour.Draw(2000, seed: 2));
var features = context.Transforms.Concatenate("Features", Hour.FeatureNames);

Console.WriteLine($"{rows} hours of a bicycle rental to train on. The search measures a network by its root mean squared error, in bicycles:");
var model = features.Append(context.Auto().NeuralArchitecture(options)).Fit(train);
var linear = features
    .Append(context.Transforms.NormalizeMeanVariance("Features"))
    .Append(context.Regression.Trainers.OnlineGradientDescent(nameof(Hour.Rentals), numberOfIterations: 20))
    .Fit(train);

RegressionMetrics found = Evaluate(model);
RegressionMetrics compared = Evaluate(linear);
Console.WriteLine($"""

    The network: {model.LastTransformer.ArchitectureText}

                                   R squared   RMSE, bicycles
    NAO, {options.MaxTrials,2} trials                 {found.RSquared,7:0.000} {found.RootMeanSquaredError,16:0.0}
    Linear (OnlineGradientDescent) {compared.RSquared,9:0.000} {compared.RootMeanSquaredError,16:0.0}

    """);

using var engine = context.Model.CreatePredictionEngine<Hour, Forecast>(model);
foreach (int time in new[] { 3, 8, 17 })
{
    var hour = new Hour { TimeOfDay = time, WorkingDay = 1, Temperature = 20 };
    Console.WriteLine($"On a dry working day of 20 °C at {time,2}:00, it expects {engine.Predict(hour).Score:0} rentals.");
}

RegressionMetrics Evaluate(ITransformer fitted) => context.Regression.Evaluate(fitted.Transform(test), nameof(Hour.Rentals));
