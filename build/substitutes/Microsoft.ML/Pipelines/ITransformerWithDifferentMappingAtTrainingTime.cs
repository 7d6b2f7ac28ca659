namespace Microsoft.ML;

/// <summary>A transformer that shows what comes after it other data while a pipeline is being fitted.</summary>
internal interface ITransformerWithDifferentMappingAtTrainingTime : ITransformer
{
    IDataView TransformForTrainingPipeline(IDataView input);
}
