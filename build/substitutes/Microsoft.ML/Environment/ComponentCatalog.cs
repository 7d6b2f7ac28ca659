using System.Reflection;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Runtime;

/// <summary>The parts that loading a model needs of the user's assemblies: factories of custom mappings, by contract name.</summary>
public sealed class ComponentCatalog
{
    private readonly Dictionary<string, Type> _extensions = [];
    private readonly HashSet<Assembly> _assemblies = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        Contracts.CheckValue(assembly, nameof(assembly));
        lock (_extensions)
        {
            if (!_assemblies.Add(assembly))
                return;
            foreach (Type type in assembly.GetTypes())
                Register(type, throwOnError);
        }
    }

    internal bool TryFindExtension(string contractName, out Type factory)
    {
        lock (_extensions)
            return _extensions.TryGetValue(contractName, out factory);
    }

    private void Register(Type type, bool throwOnError)
    {
        foreach (ExtensionBaseAttribute attribute in type.GetCustomAttributes<ExtensionBaseAttribute>(inherit: false))
        {
            if (type.IsAbstract)
            {
                if (throwOnError)
                    throw Contracts.Except($"The type '{type.FullName}' is abstract, so that its contract '{attribute.ContractName}' cannot be created.");
                continue;
            }

            if (!_extensions.TryAdd(attribute.ContractName, type) && throwOnError)
                throw Contracts.Except($"Contract '{attribute.ContractName}' is declared by both '{_extensions[attribute.ContractName].FullName}' and '{type.FullName}'.");
        }
    }
}
