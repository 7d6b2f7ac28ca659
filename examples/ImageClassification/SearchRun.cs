using Microsoft.ML.Data;
using Microsoft.ML.NAO;
using Microsoft.ML.Transforms;

namespace ImageClassification;

/// <summary>A search that has ended: its model, and how it did on the test images.</summary>
internal sealed record SearchRun(string Name, TransformerChain<KeyToValueMappingTransformer> Model, NeuralArchitectureTransformer Network, double TestAccuracy, TimeSpan Duration);
