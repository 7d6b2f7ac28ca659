// Yes or no out of a table: the label is a Boolean, so that what is searched is a network that gives the probability of true. It stands beside
// that of a random search of as many trials and two linear models. Ctrl-C ends the search, and the program goes on with the best so far.
//
// dotnet run -c Release --project examples/BinaryClassification -- [--quick]
using BinaryClassification;
using Examples;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;

const int Seed = 1;
const string Label = nameof(Customer.Cancels);
bool quick = args.Contains("--quick");
int rows = quick ? 400 : 2000;

using var interruption = new Interruption();
var context = new MLContext(Seed);
IDataView train = context.Data.LoadFromEnumerable(Customer.Draw(rows, seed: 1));
IDataView test = context.Data.LoadFromEnumerable(Customer.Draw(2000, seed: 2));
var features = context.Transforms.Concatenate("Features", Customer.FeatureNames);
var normalized = features.Append(context.Transforms.NormalizeMeanVariance("Features"));

Console.WriteLine($"{rows} customers to train on. A search measures a network by its accuracy:");
var model = interruption.Run(() => Search("NAO", new NaoOptions()));
var random = interruption.RunUnlessRequested(() => Search("Random search", new RandomSearchOptions()));
ITransformer regression = normalized.Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(Label)).Fit(train);
ITransformer perceptron = normalized.Append(context.BinaryClassification.Trainers.AveragedPerceptron(Label)).Fit(train);

Console.WriteLine($"""

    The network: {model.LastTransformer.ArchitectureText}

                                            accuracy   area under the ROC curve
    """);
Show(SearchLabel.Of("NAO", model.LastTransformer), model);
Show(SearchLabel.Of("Random search", random?.LastTransformer), random);
Show("Linear (LbfgsLogisticRegression)", regression);
Show("Linear (AveragedPerceptron)", perceptron);

using var engine = context.Model.CreatePredictionEngine<Customer, Risk>(model);
Console.WriteLine();
foreach (int hours in new[] { 5, 20, 80 })
{
    var customer = new Customer { Months = 12, PaidHours = 20, UsedHours = hours };
    Console.WriteLine($"Who pays for 20 hours and uses {hours,2} cancels with a probability of {engine.Predict(customer).Probability:P0}.");
}

TransformerChain<NeuralArchitectureTransformer> Search(string name, StrategyOptions strategy)
{
    Console.WriteLine($"{name}:");
    var options = new NeuralArchitectureOptions
    {
        LabelColumnName = Label,
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

// The perceptron gives no probability, and the figures here need none.
void Show(string name, ITransformer? fitted)
{
    BinaryClassificationMetrics? metrics = fitted is null ? null : context.BinaryClassification.EvaluateNonCalibrated(fitted.Transform(test), Label);
    Console.WriteLine($"{name,-37} {metrics?.Accuracy,10:P1} {metrics?.AreaUnderRocCurve,26:0.000}".TrimEnd());
}
