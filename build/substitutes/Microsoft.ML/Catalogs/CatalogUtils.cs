using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The environment behind a catalog, for extension methods.</summary>
internal static class CatalogUtils
{
    public static IHostEnvironment GetEnvironment(this TransformsCatalog catalog) => Of(catalog)?.Environment;

    public static IHostEnvironment GetEnvironment(this TransformsCatalog.ConversionTransforms catalog) => Of(catalog)?.Environment;

    public static IHostEnvironment GetEnvironment(this TransformsCatalog.TextTransforms catalog) => Of(catalog)?.Environment;

    public static IHostEnvironment GetEnvironment(this TrainCatalogBase catalog) => Of(catalog)?.Environment;

    public static IHostEnvironment GetEnvironment(this TrainCatalogBase.CatalogInstantiatorBase catalog) => Of(catalog)?.Owner.Environment;

    public static IHostEnvironment GetEnvironment(this DataOperationsCatalog catalog) => Of(catalog)?.Environment;

    public static IHostEnvironment GetEnvironment(this ModelOperationsCatalog catalog) => Of(catalog)?.Environment;

    private static T Of<T>(T catalog)
        where T : class
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        return catalog;
    }
}
