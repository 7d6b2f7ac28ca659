using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Adds ONNX models to the transforms. A model runs on one row at a time: an open first dimension becomes 1.</summary>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), OnnxColumns.All, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), OnnxColumns.All, gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), OnnxColumns.All, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), OnnxColumns.All, gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), new OnnxColumns([outputColumnName], [inputColumnName]), gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), new OnnxColumns([outputColumnName], [inputColumnName]), gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), new OnnxColumns([outputColumnName], [inputColumnName]), gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), new OnnxColumns([outputColumnName], [inputColumnName]), gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.File(modelFile), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100)
        => Create(catalog, OnnxSource.File(modelFile), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu, shapeDictionary, recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => Create(catalog, OnnxSource.Stream(modelBytes), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu, shapeDictionary);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames, string[] inputColumnNames, Stream modelBytes, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false, int recursionLimit = 100)
        => Create(catalog, OnnxSource.Stream(modelBytes), new OnnxColumns(outputColumnNames, inputColumnNames), gpuDeviceId, fallbackToCpu, shapeDictionary, recursionLimit);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
        => new(catalog.GetEnvironment(), OnnxSource.File(options.ModelFile), new OnnxSettings
        {
            Columns = new OnnxColumns(options.OutputColumns, options.InputColumns),
            Device = OnnxDevice.Choose(catalog.GetEnvironment(), options.GpuDeviceId, options.FallbackToCpu),
            Shapes = options.ShapeDictionary,
            RecursionLimit = options.RecursionLimit,
            InterOpNumThreads = options.InterOpNumThreads,
            IntraOpNumThreads = options.IntraOpNumThreads,
        });

    private static OnnxScoringEstimator Create(
        TransformsCatalog catalog,
        OnnxSource source,
        OnnxColumns columns,
        int? gpuDeviceId,
        bool fallbackToCpu,
        IDictionary<string, int[]> shapes = null,
        int recursionLimit = OnnxSettings.DefaultRecursionLimit)
    {
        var environment = catalog.GetEnvironment();
        return new OnnxScoringEstimator(environment, source, new OnnxSettings
        {
            Columns = columns,
            Device = OnnxDevice.Choose(environment, gpuDeviceId, fallbackToCpu),
            Shapes = shapes,
            RecursionLimit = recursionLimit,
        });
    }
}
