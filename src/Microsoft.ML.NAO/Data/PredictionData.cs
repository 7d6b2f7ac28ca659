using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Hosting;

namespace Microsoft.ML.NAO.Data;

/// <summary>Samples out of a user's data views, checked, with what serving a network needs to know.</summary>
internal sealed class PredictionData
{
    private PredictionData(ExperimentHost host, IDataView input, LabelColumn label, FeatureColumn features, SampleDataset train)
    {
        Host = host;
        Input = input;
        Label = label;
        Features = features;
        Train = train;
    }

    /// <summary>The context to work with.</summary>
    public ExperimentHost Host { get; }

    /// <summary>The user's training data; its schema is what serving starts from.</summary>
    public IDataView Input { get; }

    /// <summary>The label column.</summary>
    public LabelColumn Label { get; }

    /// <summary>The feature column.</summary>
    public FeatureColumn Features { get; }

    /// <summary>All training rows.</summary>
    public SampleDataset Train { get; }

    /// <summary>The user's own validation rows; null when there are none.</summary>
    public SampleDataset? Validation { get; private init; }

    /// <summary>Reads the data, each view once.</summary>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names column and row.</exception>
    public static PredictionData Read(ExperimentHost host, IDataView input, PredictionOptions options)
    {
        var label = LabelColumn.Resolve(input.Schema, options.LabelColumnName);
        var features = FeatureColumn.Resolve(input.Schema, options);
        SampleDataset train = SampleReader.Read(features.Prepare(host.Context, input), label, features, WeightColumn.Resolve(input.Schema, options.ExampleWeightColumnName));
        label.CheckTargets(train.Targets);
        return new PredictionData(host, input, label, features, train)
        {
            Validation = options.ValidationSet is { } view ? ReadValidation(host, view, label, features, options) : null,
        };
    }

    private static SampleDataset ReadValidation(ExperimentHost host, IDataView view, LabelColumn label, FeatureColumn features, PredictionOptions options)
    {
        var own = LabelColumn.Resolve(view.Schema, options.LabelColumnName);
        label.CheckSame(own);
        FeatureColumn ownFeatures = features.Match(view.Schema);
        return SampleReader.Read(ownFeatures.Prepare(host.Context, view), own, ownFeatures, WeightColumn.Resolve(view.Schema, options.ExampleWeightColumnName));
    }
}
