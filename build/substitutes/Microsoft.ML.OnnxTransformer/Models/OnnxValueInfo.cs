namespace Microsoft.ML.Transforms.Onnx;

/// <summary>What a model file says about an input or output. Open dimensions are 0; the shape is null where the file has none.</summary>
internal sealed record OnnxValueInfo(string Name, int ElementType, int[] Shape);
