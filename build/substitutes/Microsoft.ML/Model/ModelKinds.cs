using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>
/// What a model file can hold, by stable names. Every component registers its reader in a module initializer; the assemblies that have
/// such initializers are known by name here, so that nothing in a file ever names a type or an assembly.
/// </summary>
internal static class ModelKinds
{
    private static readonly string[] _assemblies = ["Microsoft.ML.OnnxTransformer", "Microsoft.ML.ImageAnalytics", "Microsoft.ML.AutoML"];

    private static readonly ConcurrentDictionary<string, Func<IHostEnvironment, ModelLoadContext, object>> _readers = new();

    private static readonly Lazy<bool> _othersLoaded = new(LoadOthers);

    public static void Register(string kind, Func<IHostEnvironment, ModelLoadContext, object> reader)
    {
        if (!_readers.TryAdd(kind, reader))
            throw Contracts.Except($"The kind of model '{kind}' is registered twice");
    }

    public static bool TryGetReader(string kind, out Func<IHostEnvironment, ModelLoadContext, object> reader)
        => _readers.TryGetValue(kind, out reader) || (_othersLoaded.Value && _readers.TryGetValue(kind, out reader));

    private static bool LoadOthers()
    {
        foreach (string name in _assemblies)
        {
            try
            {
                RuntimeHelpers.RunModuleConstructor(Assembly.Load(name).ManifestModule.ModuleHandle);
            }
            catch (FileNotFoundException)
            {
                // The application does not reference that package; a model that needs it is refused by the name of its kind.
            }
        }

        return true;
    }
}
