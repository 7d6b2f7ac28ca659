namespace Microsoft.ML;

/// <summary>What a model file can hold.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}
