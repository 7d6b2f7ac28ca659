using Microsoft.ML;
using Microsoft.ML.Transforms;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Models;

/// <summary>A model of three steps: a key, a normalized vector, the key's text.</summary>
internal static class Directions
{
    public static IDataView View(MLContext context) => context.Data.LoadFromEnumerable(DirectionRow.Rows);

    public static TransformerChain<KeyToValueMappingTransformer> Train(MLContext context)
        => context.Transforms.Conversion.MapValueToKey("K", "S")
            .Append(context.Transforms.NormalizeMinMax("N", "F"))
            .Append(context.Transforms.Conversion.MapKeyToValue("V", "K"))
            .Fit(View(context));
}
