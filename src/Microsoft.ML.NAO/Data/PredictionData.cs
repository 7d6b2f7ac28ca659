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
        ImageShape? stated = options.Channels is { } channels ? new ImageShape(channels, options.Height!.Value, options.Width!.Value) : null;
        var label = LabelColumn.Resolve(input.Schema, options.LabelColumnName);
        var features = FeatureColumn.Resolve(input.Schema, options.FeatureColumnName, stated, options.Interleaved);
        SampleDataset train = SampleReader.Read(input, label, features, WeightColumn.Resolve(input.Schema, options.ExampleWeightColumnName));
        label.CheckTargets(train.Targets);
        return new PredictionData(host, input, label, features, train)
        {
            Validation = options.ValidationSet is { } view ? ReadValidation(view, label, features, options) : null,
        };
    }

    private static SampleDataset ReadValidation(IDataView view, LabelColumn label, FeatureColumn features, PredictionOptions options)
    {
        var own = LabelColumn.Resolve(view.Schema, options.LabelColumnName);
        label.CheckSame(own);
        return SampleReader.Read(view, own, features.Match(view.Schema), WeightColumn.Resolve(view.Schema, options.ExampleWeightColumnName));
    }
}
