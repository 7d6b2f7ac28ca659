namespace Microsoft.ML.AutoML;

/// <summary>Holds data for cross-validation.</summary>
public interface ICrossValidateDatasetManager : IDatasetManager
{
    int Fold { get; set; }

    IDataView Dataset { get; set; }

    string SamplingKeyColumnName { get; set; }
}
