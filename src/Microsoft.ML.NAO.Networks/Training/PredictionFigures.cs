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

    /// <summary>The figures of several data sets together, all of the same kind as these.</summary>
    /// <param name="parts">The figures of each, and how much it counts.</param>
    internal abstract PredictionFigures Pool(IReadOnlyList<(PredictionFigures Figures, double Weight)> parts);

    /// <summary>A mean of what each of several data sets has.</summary>
    private protected static double Average<T>(IReadOnlyList<(PredictionFigures Figures, double Weight)> parts, Func<T, double> select)
        where T : PredictionFigures =>
        parts.Sum(part => select((T)part.Figures) * part.Weight) / parts.Sum(part => part.Weight);

    /// <summary>What is compared, and then what decides between equals; less is better of both.</summary>
    internal abstract (double First, double Second) Rank { get; }
}
