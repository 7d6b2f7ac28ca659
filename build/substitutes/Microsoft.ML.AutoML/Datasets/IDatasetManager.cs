namespace Microsoft.ML.AutoML;

/// <summary>Holds the data of an experiment.</summary>
public interface IDatasetManager
{
}
