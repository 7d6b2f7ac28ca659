namespace Microsoft.ML.AutoML;

/// <summary>Where AutoML starts.</summary>
public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => new(mlContext);
}
