namespace Microsoft.ML.AutoML;

/// <summary>Holds data for training and data for validation.</summary>
public interface ITrainValidateDatasetManager : IDatasetManager
{
    IDataView LoadTrainDataset(MLContext context, TrialSettings settings);

    IDataView LoadValidateDataset(MLContext context, TrialSettings settings);
}
