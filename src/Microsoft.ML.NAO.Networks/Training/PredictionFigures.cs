using System.Text.Json.Serialization;

namespace Microsoft.ML.NAO.Training;

/// <summary>How well a network predicts what is to be predicted of a data set.</summary>
[JsonDerivedType(typeof(ClassificationFigures), "classes")]
[JsonDerivedType(typeof(RegressionFigures), "values")]
public abstract record PredictionFigures
{
    private protected PredictionFigures()
    {
    }

    /// <summary>What networks are compared by: the accuracy, of which more is better, or the root mean squared error, of which less is.</summary>
    [JsonIgnore]
    public abstract double Metric { get; }

    /// <summary>What is compared, and then what decides between equals; less is better of both.</summary>
    internal abstract (double First, double Second) Rank { get; }
}
