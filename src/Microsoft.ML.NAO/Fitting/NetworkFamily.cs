using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The networks that are built for a kind of features: their space, and how they are built and trained in trials and in the end.</summary>
internal abstract class NetworkFamily
{
    /// <summary>The space of the architectures.</summary>
    public abstract ArchitectureSpace Space { get; }

    /// <summary>How trials train.</summary>
    public abstract TrainingOptions SearchTraining { get; }

    /// <summary>How the final network is trained.</summary>
    public abstract TrainingOptions FinalTraining { get; }

    /// <summary>What is tried first, unless told otherwise.</summary>
    public virtual IReadOnlyList<Architecture> FirstArchitectures => [];

    /// <summary>In how many folds trials cross-validate, unless told otherwise; 1 where they hold rows out.</summary>
    public virtual int NumberOfFolds => 1;

    /// <summary>How trials build a network, to be written down: as the final one, unless a family says otherwise.</summary>
    public virtual object SearchNetwork => FinalNetwork;

    /// <summary>How the final network is built, to be written down.</summary>
    public abstract object FinalNetwork { get; }

    /// <summary>The family for a feature column.</summary>
    public static NetworkFamily For(PredictionData data, PredictionOptions options) => data.Features switch
    {
        ImageColumn => new ImageFamily(options.Images, data.Train),
        VectorColumn => new TabularFamily(options.Tabular, data.Train),
        _ => new TextFamily(options.Texts, data.Train, ((TextColumn)data.Features).Vocabulary!),
    };

    /// <summary>The trial whose architecture is served.</summary>
    /// <param name="study">The search.</param>
    /// <param name="rows">How many rows trials were measured on.</param>
    public virtual Trial Choose(StudyResult study, int rows) => study.Best;

    /// <summary>How the network of a trial's architecture is trained on all rows, where none are there to validate with.</summary>
    public virtual TrainingOptions GetRefitTraining(Trial trial) => FinalTraining;

    /// <summary>By which factor an architecture's learning rate differs from that of a training for all.</summary>
    public virtual double GetLearningRateFactor(Architecture architecture, TrainingOptions training) => 1;

    /// <summary>Builds the network of a trial.</summary>
    public virtual PredictionNetwork CreateSearchNetwork(Architecture architecture, int seed, torch.Device device) =>
        CreateFinalNetwork(architecture, seed, device);

    /// <summary>Builds the network that is served.</summary>
    public abstract PredictionNetwork CreateFinalNetwork(Architecture architecture, int seed, torch.Device device);

    /// <summary>What the network that is served would cost. It need not fit into any memory.</summary>
    /// <remarks>Trials build one that is as large, unless a family says otherwise.</remarks>
    public virtual NetworkStatistics GetFinalStatistics(Architecture architecture)
    {
        using PredictionNetwork network = CreateFinalNetwork(architecture, seed: 0, torch.CPU);
        return network.Statistics;
    }
}
